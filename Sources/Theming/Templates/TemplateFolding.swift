internal import Escaping

/// The constants, put into a parsed template: texts in place of variables, sections kept or left out.
struct TemplateFolding {
    private let constants: TemplateConstants
    /// The template's path, for messages.
    private let path: String
    /// Names that no constant has.
    private(set) var mentions: [TemplateMention] = []

    init(_ constants: TemplateConstants, path: String) {
        self.constants = constants
        self.path = path
    }

    /// Replaces names in nodes by their constants.
    ///
    /// - Throws: ``TemplateError`` for a name that a strict root does not have.
    mutating func fold(_ nodes: [TemplateNode]) throws(TemplateError) -> [TemplateNode] {
        var result: [TemplateNode] = []
        for node in nodes {
            switch node.content {
            case .text, .partial: result.append(node)
            case .variable(let name, let isEscaped):
                if let content = try variable(name, isEscaped: isEscaped, line: node.line) {
                    result.append(TemplateNode(line: node.line, content: content))
                }
            case .section(let name, let isInverted, let body):
                mention(name, line: node.line)
                let isShown = constants.isShown(name, isInverted: isInverted, body)
                if isShown == false { continue }
                let body = try fold(body)
                if isShown == true {
                    result += body
                } else {
                    result.append(
                        TemplateNode(
                            line: node.line,
                            content: .section(path: name, isInverted: isInverted, body: body)))
                }
            case .parent(let name, let blocks):
                var filled: [TemplateBlock] = []
                for block in blocks { filled.append(try fold(block)) }
                result.append(
                    TemplateNode(line: node.line, content: .parent(name: name, blocks: filled)))
            case .block(let block):
                result.append(TemplateNode(line: node.line, content: .block(try fold(block))))
            }
        }
        return result
    }

    private mutating func fold(_ block: TemplateBlock) throws(TemplateError) -> TemplateBlock {
        TemplateBlock(name: block.name, body: try fold(block.body))
    }

    private mutating func variable(
        _ name: [TemplateName], isEscaped: Bool, line: Int
    ) throws(TemplateError) -> TemplateNode.Content? {
        mention(name, line: line)
        switch constants.value(name) {
        case .known(.text(let text)):
            return .text(Array((isEscaped ? HTMLEscaping.anyAttribute.escaped(text) : text).utf8))
        case .known(.flag(let isTrue)): return .text(Array("\(isTrue)".utf8))
        case .known: return nil
        case .absent where constants.isStrict(name):
            let name = name.map(\.text).joined(separator: ".")
            throw TemplateError(line: line, problem: .unknownValue(name))
        case .absent: return nil
        case .variable: return .variable(path: name, isEscaped: isEscaped)
        }
    }

    /// Records a name that no constant has, unless its root is strict.
    private mutating func mention(_ name: [TemplateName], line: Int) {
        if case .known = constants.value(name) { return }
        guard !name.isEmpty, !constants.isStrict(name) else { return }
        mentions.append(TemplateMention(path: path, line: line, name: name.map(\.text)))
    }
}
