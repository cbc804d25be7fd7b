/// One tag in the text of a template: `{{name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}`.
struct TemplateTag {
    enum Kind {
        case variable, section, inverted, end
        /// Partials, blocks, comments, unescaped variables: nothing that is looked at here.
        case other
    }

    let kind: Kind
    let name: String
    /// From the first brace to after the last.
    let range: Range<Substring.Index>

    /// The first tag of a text; `nil` if it has none that ends.
    init?(firstIn text: Substring) {
        guard let open = Self.firstRange(of: "{{", in: text) else { return nil }
        let rest = text[open.upperBound...]
        let isTriple = rest.utf8.first == UInt8(ascii: "{")
        guard let close = Self.firstRange(of: isTriple ? "}}}" : "}}", in: rest) else { return nil }
        let inside = rest[..<close.lowerBound]
        range = open.lowerBound..<close.upperBound
        kind =
            switch inside.first {
            case "#": .section
            case "^": .inverted
            case "/": .end
            case let first? where first.isLetter: .variable
            default: .other
            }
        name = String(kind == .variable || kind == .other ? inside : inside.dropFirst())
    }

    private static func firstRange(
        of braces: String, in text: Substring
    ) -> Range<Substring.Index>? {
        text.firstOffset(of: braces).map { offset in
            let start = text.utf8.index(text.startIndex, offsetBy: offset)
            return start..<text.utf8.index(start, offsetBy: braces.utf8.count)
        }
    }

    /// The tag that ends this section.
    func end(in text: Substring) -> TemplateTag? {
        var depth = 1
        var rest = text[range.upperBound...]
        while let tag = TemplateTag(firstIn: rest) {
            if tag.name == name {
                if tag.kind == .section || tag.kind == .inverted { depth += 1 }
                if tag.kind == .end { depth -= 1 }
                if depth == 0 { return tag }
            }
            rest = rest[tag.range.upperBound...]
        }
        return nil
    }

    /// The tag's range; with its whole line, if it stands alone there, as Mustache leaves such lines out.
    func line(in text: Substring) -> Range<Substring.Index> {
        let before = text[..<range.lowerBound]
        let start = before.lastIndex { $0.isNewline }.map(text.index(after:)) ?? text.startIndex
        let after = text[range.upperBound...]
        let end = after.firstIndex { $0.isNewline }
        guard before[start...].allSatisfy(\.isWhitespace),
            after[..<(end ?? text.endIndex)].allSatisfy(\.isWhitespace)
        else { return range }
        return start..<(end.map(text.index(after:)) ?? text.endIndex)
    }
}
