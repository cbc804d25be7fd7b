/// The text of one template.
struct ThemeTemplate: Sendable {
    let name: String
    /// For messages.
    let path: String
    let text: String

    private static let newline = UInt8(ascii: "\n")

    init(name: String, path: String, source: String) {
        self.name = name
        self.path = path
        text = Self.unindented(source)
    }

    /// Takes the white space before tags that stand first on their line: Mustache would indent every
    /// line of a partial by it, code blocks too.
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
