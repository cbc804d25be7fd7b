/// A parser of one template, from text to a tree.
struct TemplateParser {
    /// Sections, parents and blocks within one another.
    static let maximumDepth = 64

    private let bytes: [UInt8]
    private var scanner: TemplateScanner
    private var frames = [TemplateFrame(tag: nil)]
    /// White space that begins the line, until it is known whether a tag stands alone there.
    private var pending = 0..<0

    /// Parses a template.
    ///
    /// - Throws: ``TemplateError``, without a path.
    static func parse(_ text: String) throws(TemplateError) -> [TemplateNode] {
        var parser = TemplateParser(Array(text.utf8))
        return try parser.parse()
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        scanner = TemplateScanner(bytes)
    }

    private mutating func parse() throws(TemplateError) -> [TemplateNode] {
        var line = scanner.line
        while let piece = try scanner.next() {
            switch piece {
            case .space(let range): pending = frames[frames.count - 1].trim(range)
            case .text(let range):
                // White space that begins the line stands right before its text.
                let start = (pending.isEmpty ? range : pending).lowerBound
                append(start..<range.upperBound, line: line)
                pending = 0..<0
            case .tag(let tag):
                if !tag.isStandalone { append(pending, line: line) }
                pending = 0..<0
                if try read(tag) { scanner.beginLine() }
            }
            line = scanner.line
        }
        append(pending, line: line)
        if let open = frames.last?.tag {
            throw TemplateError(line: open.line, problem: .openSection(name: open.description))
        }
        return frames[0].nodes
    }

    private mutating func append(_ range: Range<Int>, line: Int) {
        guard !range.isEmpty, !frames[frames.count - 1].isParent else { return }
        append(.text(Array(bytes[range])), line: line)
    }

    private mutating func append(_ content: TemplateNode.Content, line: Int) {
        frames[frames.count - 1].nodes.append(TemplateNode(line: line, content: content))
    }

    /// Reads a tag.
    ///
    /// - Returns: Whether a line begins after it wherever it stands, as nothing is written between a
    ///   parent and a block that fills it.
    private mutating func read(_ tag: TemplateTag) throws(TemplateError) -> Bool {
        let parent = frames.last?.tag
        if let parent, parent.kind == .parent {
            guard tag.kind == .block || tag.kind == .end || tag.kind == .comment else {
                throw TemplateError(line: tag.line, problem: .notABlock(parent: parent.name))
            }
        }
        let path = TemplateSyntax.path(tag.name)
        switch tag.kind {
        case .comment: break
        case .variable: append(.variable(path: path, isEscaped: true), line: tag.line)
        case .unescaped: append(.variable(path: path, isEscaped: false), line: tag.line)
        case .partial: append(.partial(name: tag.name), line: tag.line)
        case .section, .inverted, .block: try open(tag)
        case .parent:
            try open(tag)
            return true
        case .end:
            let open = try close(tag)
            return frames[frames.count - 1].isParent && open.isStandalone
        }
        return false
    }

    private mutating func open(_ tag: TemplateTag) throws(TemplateError) {
        guard frames.count <= Self.maximumDepth else {
            throw TemplateError(line: tag.line, problem: .tooDeep(limit: Self.maximumDepth))
        }
        let outer = frames[frames.count - 1]
        frames.append(
            TemplateFrame(
                tag: tag, isDefinition: outer.isDefinition || tag.kind == .parent,
                indent: outer.indent))
    }

    /// Returns the tag that is closed.
    private mutating func close(_ tag: TemplateTag) throws(TemplateError) -> TemplateTag {
        guard let frame = frames.popLast(), let open = frame.tag else {
            throw TemplateError(line: tag.line, problem: .endOfNothing(tag.description))
        }
        guard open.name == tag.name else {
            throw TemplateError(
                line: tag.line,
                problem: .wrongEnd(
                    found: tag.description, open: open.description, line: open.line))
        }
        let path = TemplateSyntax.path(tag.name)
        let block = TemplateBlock(name: tag.name, body: frame.nodes)
        switch open.kind {
        case .parent:
            append(.parent(name: tag.name, blocks: frame.blocks), line: open.line)
        case .block where frames[frames.count - 1].isParent:
            frames[frames.count - 1].blocks.append(block)
        case .block: append(.block(block), line: open.line)
        default:
            append(
                .section(path: path, isInverted: open.kind == .inverted, body: frame.nodes),
                line: open.line)
        }
        return open
    }
}
