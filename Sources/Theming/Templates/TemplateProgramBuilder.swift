/// A program while its steps are added.
struct TemplateProgramBuilder {
    private(set) var program = TemplateProgram()
    private var blockNumbers: [String: Int] = [:]
    /// The first step that later text may be joined with: before it, a body begins or ends.
    private var barrier = 0

    /// The number of the next step.
    var nextStep: Int { program.steps.count }

    mutating func append(_ step: TemplateStep) { program.steps.append(step) }

    /// Appends text, to the text before it if both are in one body.
    mutating func append(text: some Collection<UInt8>) {
        guard !text.isEmpty else { return }
        var start = program.bytes.count
        program.bytes += text
        if nextStep > barrier, case .text(let before, start)? = program.steps.last {
            program.steps.removeLast()
            start = before
        }
        program.steps.append(.text(start: start, end: program.bytes.count))
    }

    /// Replaces a step that was appended before its contents were known.
    mutating func replace(_ number: Int, with step: TemplateStep) { program.steps[number] = step }

    /// Begins or ends a body, so that no text is joined across.
    mutating func separate() { barrier = nextStep }

    mutating func append(template: TemplateProgram.Body) { program.templates.append(template) }

    /// Returns the numbers of the fillings.
    mutating func append(fillings: [TemplateProgram.Filling]) -> Range<Int> {
        let first = program.fillings.count
        program.fillings += fillings
        return first..<program.fillings.count
    }

    /// Returns the number of the call.
    mutating func append(call: TemplateProgram.Call) -> Int {
        program.calls.append(call)
        return program.calls.count - 1
    }

    mutating func append(mentions: [TemplateMention]) { program.mentions += mentions }

    mutating func append(path: [TemplateName]) -> TemplatePath {
        defer { program.names += path }
        return TemplatePath(start: program.names.count, count: path.count)
    }

    /// Returns the number of a block's name.
    mutating func number(ofBlock name: String) -> Int {
        let number = blockNumbers[name] ?? blockNumbers.count
        blockNumbers[name] = number
        return number
    }
}
