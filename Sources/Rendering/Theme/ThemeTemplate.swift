/// The text of one template.
struct ThemeTemplate: Sendable {
    let name: String
    /// For messages.
    let path: String
    let text: String

    init(name: String, path: String, source: String) {
        self.name = name
        self.path = path
        text = Self.unindented(source)
    }

    private init(_ template: ThemeTemplate, text: String) {
        name = template.name
        path = template.path
        self.text = text
    }

    /// Replaces `{{name}}` by the escaped text of that name; other tags stay.
    func filled(with constants: [String: String]) -> ThemeTemplate {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            result += rest[..<open.lowerBound]
            rest = rest[open.lowerBound...]
            guard let close = rest.firstRange(of: "}}") else { break }
            let inside = rest[open.upperBound..<close.lowerBound]
            if let text = constants[String(inside)] {
                result += Self.escaped(text)
                rest = rest[close.upperBound...]
            } else {
                // A tag of three braces ends with one more, which is copied with what follows.
                result += rest[..<close.upperBound]
                rest = rest[close.upperBound...]
            }
        }
        return ThemeTemplate(self, text: result + rest)
    }

    /// Braces are escaped too, as they would begin a tag here.
    private static func escaped(_ text: String) -> String {
        HTMLEscaping().escapeText(text).replacing("{", with: "&#123;")
            .replacing("}", with: "&#125;")
    }

    /// Takes the white space before tags that stand first on their line: Mustache would indent every
    /// line of a partial by it, code blocks too.
    private static func unindented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            return ["{{>", "{{<", "{{$", "{{/"].contains { trimmed.hasPrefix($0) } ? trimmed : line
        }.joined(separator: "\n")
    }
}
