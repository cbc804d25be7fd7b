/// A compiler of templates into one program, with the constants put in.
struct TemplateCompiler {
    private let constants: TemplateConstants
    private let sources: [TemplateSource]
    /// The number of each template, by its name.
    let numbers: [String: Int]
    private var builder = TemplateProgramBuilder()
    /// The number of the template that is compiled.
    private var current = 0
    /// Sections and blocks around the current node that may be left out.
    private var conditions = 0

    init(_ sources: [TemplateSource], constants: TemplateConstants) {
        self.constants = constants
        self.sources = sources
        numbers = Dictionary(
            sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Compiles all templates.
    ///
    /// - Throws: ``TemplateError`` for the first mistake.
    mutating func compile() throws(TemplateError) -> TemplateProgram {
        for (number, source) in sources.enumerated() {
            current = number
            do throws(TemplateError) {
                var folding = TemplateFolding(constants, path: source.path)
                let nodes = try folding.fold(TemplateParser.parse(source.text))
                builder.append(mentions: folding.mentions)
                builder.append(template: try body(nodes))
            } catch {
                throw TemplateError(path: source.path, line: error.line, problem: error.problem)
            }
        }
        try TemplateCycles(builder.program.calls, names: sources.map(\.name)).check()
        return builder.program
    }

    private mutating func body(
        _ nodes: [TemplateNode]
    ) throws(TemplateError) -> TemplateProgram.Body {
        let start = builder.nextStep
        builder.separate()
        try append(nodes)
        builder.separate()
        return TemplateProgram.Body(start: start, end: builder.nextStep)
    }

    private mutating func append(_ nodes: [TemplateNode]) throws(TemplateError) {
        for node in nodes {
            switch node.content {
            case .text(let bytes): builder.append(text: bytes)
            case .variable(let path, let isEscaped):
                builder.append(.variable(builder.append(path: path), isEscaped: isEscaped))
            case .section(let path, let isInverted, let body):
                try appendSection(path, isInverted: isInverted, body)
            case .partial(let name):
                builder.append(.partial(call: try call(name, line: node.line)))
            case .parent(let name, let blocks): try appendParent(name, blocks, line: node.line)
            case .block(let block): try appendBlock(block)
            }
        }
    }

    private mutating func appendSection(
        _ path: [TemplateName], isInverted: Bool, _ nodes: [TemplateNode]
    ) throws(TemplateError) {
        let path = builder.append(path: path)
        let step = builder.nextStep
        builder.append(.section(path, isInverted: isInverted, end: 0))
        let end = try conditionalBody(nodes).end
        builder.replace(step, with: .section(path, isInverted: isInverted, end: end))
    }

    private mutating func appendParent(
        _ name: String, _ blocks: [TemplateBlock], line: Int
    ) throws(TemplateError) {
        let call = try call(name, line: line)
        let step = builder.nextStep
        builder.append(.partial(call: call))
        var fillings: [TemplateProgram.Filling] = []
        for block in blocks {
            let name = builder.number(ofBlock: block.name)
            fillings.append(
                TemplateProgram.Filling(name: name, body: try conditionalBody(block.body)))
        }
        let range = builder.append(fillings: fillings)
        builder.replace(
            step, with: .parent(call: call, fillings: range, end: builder.nextStep))
    }

    private mutating func appendBlock(_ block: TemplateBlock) throws(TemplateError) {
        let name = builder.number(ofBlock: block.name)
        let step = builder.nextStep
        builder.append(.block(name: name, end: 0))
        let end = try conditionalBody(block.body).end
        builder.replace(step, with: .block(name: name, end: end))
    }

    private mutating func conditionalBody(
        _ nodes: [TemplateNode]
    ) throws(TemplateError) -> TemplateProgram.Body {
        conditions += 1
        defer { conditions -= 1 }
        return try body(nodes)
    }

    private mutating func call(_ name: String, line: Int) throws(TemplateError) -> Int {
        guard let template = numbers[name] else {
            throw TemplateError(line: line, problem: .unknownTemplate(name))
        }
        return builder.append(
            call: TemplateProgram.Call(
                path: sources[current].path, line: line, template: template, from: current,
                isCertain: conditions == 0))
    }
}
