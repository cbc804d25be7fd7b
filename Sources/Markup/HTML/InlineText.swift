/// Inline Markdown whose white space is still to be set: a break is one vertical tab, a character
/// that neither HTML nor Markdown has.
enum InlineText {
    static let lineBreak: Character = "\u{0B}"

    /// The text on one line.
    static func line(_ text: String) -> String {
        collapsed(text).split(separator: lineBreak)
            .map(trimmed).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Paragraphs, parted by two breaks, in which one break is two spaces and a newline.
    static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [[String]] = [[]]
        for line in collapsed(text).split(separator: lineBreak, omittingEmptySubsequences: false) {
            let line = trimmed(line)
            if line.isEmpty {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(MarkdownEscape.lineStart(line))
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "  \n") }
    }

    /// Moves white space at the ends of `text` out of `mark`.
    static func wrapped(_ text: String, in mark: String) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == lineBreak }
        let head = text.prefix(while: isSpace)
        let rest = text.dropFirst(head.count)
        guard !rest.isEmpty else { return text }
        let tail = String(rest.reversed().prefix(while: isSpace).reversed())
        return head + mark + rest.dropLast(tail.count) + mark + tail
    }

    /// Runs of white space as one space. A no-break space is text.
    static func collapsed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterSpace = false
        for scalar in text.unicodeScalars {
            let isSpace =
                scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
                || scalar == "\u{0C}"
            if !(isSpace && isAfterSpace) { result.append(isSpace ? " " : scalar) }
            isAfterSpace = isSpace
        }
        return String(result)
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while line.first == " " { line.removeFirst() }
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
