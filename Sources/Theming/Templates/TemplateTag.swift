/// One tag of a template, such as `{{#name}}`.
struct TemplateTag: Equatable {
    enum Kind: Equatable {
        case variable, unescaped, section, inverted, partial, parent, block, end, comment
    }

    let kind: Kind
    /// The name without the white space around it; empty for a comment.
    let name: String
    /// The line on which the tag begins, from 1.
    let line: Int
    /// Whether nothing else is on its line, which then leaves no trace in the output.
    let isStandalone: Bool

    /// Reads the byte after the braces that says what a tag does; `nil` if it is part of a name.
    static func kind(_ mark: UInt8) -> Kind? {
        switch mark {
        case UInt8(ascii: "{"), UInt8(ascii: "&"): .unescaped
        case UInt8(ascii: "#"): .section
        case UInt8(ascii: "^"): .inverted
        case UInt8(ascii: ">"): .partial
        case UInt8(ascii: "<"): .parent
        case UInt8(ascii: "$"): .block
        case UInt8(ascii: "/"): .end
        case UInt8(ascii: "!"): .comment
        default: nil
        }
    }

    /// Whether the name can be that of a template, which may be in a folder.
    static func isOfTemplate(_ kind: Kind) -> Bool {
        kind == .partial || kind == .parent || kind == .end
    }

    /// Whether a line without anything else belongs to the tag: a variable stands for text.
    static func canStandAlone(_ kind: Kind) -> Bool { kind != .variable && kind != .unescaped }
}

extension TemplateTag: CustomStringConvertible {
    var description: String {
        switch kind {
        case .variable: "{{\(name)}}"
        case .unescaped: "{{{\(name)}}}"
        case .section: "{{#\(name)}}"
        case .inverted: "{{^\(name)}}"
        case .partial: "{{>\(name)}}"
        case .parent: "{{<\(name)}}"
        case .block: "{{$\(name)}}"
        case .end: "{{/\(name)}}"
        case .comment: "{{!}}"
        }
    }
}
