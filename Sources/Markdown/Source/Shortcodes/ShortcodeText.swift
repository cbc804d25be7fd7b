/// A source whose shortcodes are Markdown, with the lines it came from.
public struct ShortcodeText: Equatable, Sendable {
    public let text: String
    /// The line of the source, counted from 1, that each line of ``text`` comes from; `nil` if they
    /// are the same.
    private let lines: [Int]?

    public init(_ text: String, lines: [Int]? = nil) {
        self.text = text
        self.lines = lines
    }

    /// Returns the line of the source that a line of ``text`` comes from, both counted from 1.
    public func sourceLine(of line: Int) -> Int {
        guard let lines, !lines.isEmpty else { return line }
        return lines[min(max(line, 1), lines.count) - 1]
    }
}
