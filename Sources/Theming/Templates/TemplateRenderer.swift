/// One run of a program over values.
struct TemplateRenderer {
    private let program: TemplateProgram
    private let limits: TemplateLimits
    private(set) var output = TemplateOutput()
    private var stack: TemplateStack
    /// Fillings of the parents around the current place, the outermost first.
    private var fillings: [Range<Int>] = []
    private var depth = 0
    private var bodies = 0
    /// The partial or parent that was named last, for messages.
    private var lastCall: Int?

    /// - Parameter values: The values in scope, the innermost last.
    init(
        _ program: TemplateProgram, values: [TemplateValue],
        limits: TemplateLimits = TemplateLimits()
    ) {
        self.program = program
        self.limits = limits
        stack = TemplateStack(values)
    }

    /// Renders the steps of a body.
    ///
    /// - Throws: ``TemplateError`` for templates within one another without end, or too large a page.
    mutating func render(_ body: TemplateProgram.Body) throws(TemplateError) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
        bodies += 1
        guard bodies <= limits.bodies else { throw error(.tooLarge) }
        var step = body.start
        while step < body.end {
            guard output.bytes.count <= limits.bytes else { throw error(.tooLarge) }
            switch program.steps[step] {
            case .text(let start, let end):
                output.append(program.bytes, from: start, to: end)
                step += 1
            case .variable(let path, let isEscaped):
                if let value = value(at: path) { output.append(value, isEscaped: isEscaped) }
                step += 1
            case .section(let path, let isInverted, let end):
                let body = TemplateProgram.Body(start: step + 1, end: end)
                let value = value(at: path)
                if isInverted {
                    if !(value?.isShown ?? false) { try render(body) }
                } else if let value, value.isShown {
                    try render(body, about: value)
                }
                step = end
            case .partial(let call):
                try render(call: call)
                step += 1
            case .parent(let call, let range, let end):
                fillings.append(range)
                try render(call: call)
                fillings.removeLast()
                step = end
            case .block(let name, let end):
                try render(filling(name) ?? TemplateProgram.Body(start: step + 1, end: end))
                step = end
            }
        }
    }

    private func value(at path: TemplatePath) -> TemplateValue? {
        stack.value(at: path, among: program.names)
    }

    private mutating func render(
        _ body: TemplateProgram.Body, about value: TemplateValue
    ) throws(TemplateError) {
        switch value {
        case .flag: try render(body)
        case .text, .record: try render(body, within: value)
        case .list(let values): for value in values { try render(body, within: value) }
        }
    }

    private mutating func render(
        _ body: TemplateProgram.Body, within value: TemplateValue
    ) throws(TemplateError) {
        stack.push(value)
        try render(body)
        stack.pop()
    }

    private mutating func render(call: Int) throws(TemplateError) {
        lastCall = call
        try render(program.templates[program.calls[call].template])
    }

    /// Finds what fills a block: the outermost parent wins, as it is the page's own.
    private func filling(_ name: Int) -> TemplateProgram.Body? {
        for range in fillings {
            for index in range.reversed() where program.fillings[index].name == name {
                return program.fillings[index].body
            }
        }
        return nil
    }

    private func error(_ problem: TemplateError.Problem) -> TemplateError {
        let call = lastCall.map { program.calls[$0] }
        return TemplateError(path: call?.path ?? "", line: call?.line ?? 0, problem: problem)
    }
}
