/// The text of one template.
struct ThemeTemplate: Sendable {
    let name: String
    /// The path shown in messages.
    let path: String
    let text: String

    /// The template as the engine takes it.
    var source: TemplateSource { TemplateSource(name: name, path: path, text: text) }

    private static let newline = UInt8(ascii: "\n")

    init(name: String, path: String, source: String) {
        self.name = name
        self.path = path
        text = Self.unindented(source)
    }

    /// Removes the white space before tags of partials and blocks that are first on their line, so
    /// that nothing is indented by it.
    private static func unindented(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for line in text.utf8.split(separator: newline, omittingEmptySubsequences: false) {
            let trimmed = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            result += startsWithTag(trimmed) ? trimmed : line
            result.append(newline)
        }
        return String(decoding: result.dropLast(), as: UTF8.self)
    }

    /// Whether a partial, a parent, a block or an end stands first.
    private static func startsWithTag(_ line: Substring.UTF8View) -> Bool {
        line.starts(with: "{{".utf8) && line.dropFirst(2).first.map("><$/".utf8.contains) ?? false
    }
}
