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

    /// Takes the white space before tags that stand first on their line: Mustache would indent every
    /// line of a partial by it, code blocks too.
    private static func unindented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            return ["{{>", "{{<", "{{$", "{{/"].contains { trimmed.hasPrefix($0) } ? trimmed : line
        }.joined(separator: "\n")
    }
}
