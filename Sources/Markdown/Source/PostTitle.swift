internal import Markup

/// A title as the first line of a post's text, which is the only place where a post has one.
public enum PostTitle {
    /// Adds `# Title` as the first line, unless the text starts with that heading already.
    public static func added(_ title: String, to body: String) -> String {
        let title = oneLine(title)
        guard !title.isEmpty, firstHeading(of: body).map(oneLine) != shown(title) else {
            return body
        }
        return body.isEmpty ? heading(title) : heading(title) + "\n\n" + body
    }

    /// Returns the heading, in which every character of `title` is escaped: no emphasis, link,
    /// mention, tag.
    ///
    /// Code between backticks stays code, as other programs show titles so.
    public static func heading(_ title: String) -> String {
        "# "
            + TitlePiece.pieces(of: oneLine(title)).map { piece in
                switch piece {
                case .text(let text): escaped(text)
                case .code(_, let written): written
                }
            }.joined()
    }

    /// Returns the title as readers see it: without the backticks around code.
    public static func shown(_ title: String) -> String {
        TitlePiece.pieces(of: oneLine(title)).map { piece in
            switch piece {
            case .text(let text): text
            case .code(let code, _): code
            }
        }.joined()
    }

    private static func escaped(_ text: String) -> String {
        let escaped = MarkdownEscape.inline(text)
        guard escaped.holds(UInt8(ascii: "#")) || escaped.holds(UInt8(ascii: "{")) else {
            return escaped
        }
        var result = ""
        var previous: Character = " "
        for character in escaped {
            // `@{` starts a mention, a # after white space a tag; at the end it would vanish.
            if character == "{", previous == "@" { result += "\\" }
            if character == "#", previous == " " { result += "\\" }
            result.append(character)
            previous = character
        }
        if result.hasSuffix("#"), !result.hasSuffix("\\#") {
            result = result.dropLast() + "\\#"
        }
        return result
    }

    /// Returns the words of the heading that `body` starts with, without markup.
    static func firstHeading(of body: String) -> String? {
        var body = body
        let start = body.withUTF8 { bytes -> String? in
            // A heading is found without reading a long text to its end.
            let lines = bytes.firstLines(12)
            return lines.mayHoldHeading ? String(decoding: lines, as: UTF8.self) : nil
        }
        guard let start else { return nil }
        return SourceTree.withRoot(of: start) { root in
            guard let first = root.children.first, first.kind == .heading else { return nil }
            return first.plainText
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func firstLines(_ count: Int) -> UnsafeBufferPointer<UInt8> {
        var newlines = 0
        for index in indices where self[index] == 0x0A {
            // With a return before it, a newline is another character.
            if index > 0, self[index - 1] == 0x0D { continue }
            newlines += 1
            if newlines == count { return rebased(0..<index) }
        }
        return self
    }

    /// Whether a line starts with `#`, or is nothing but `=` or `-`: there is no heading without.
    /// Spec: GitHub Flavored Markdown, "ATX headings", "Setext headings".
    fileprivate var mayHoldHeading: Bool {
        var isAtStart = true
        var underline: UInt8?
        for byte in self {
            if byte.isLineEnd {
                if underline != nil { return true }
                isAtStart = true
            } else if isAtStart {
                // A byte order mark may stand before the first line.
                if byte <= 0x20 || byte == 0xEF || byte == 0xBB || byte == 0xBF { continue }
                if byte == UInt8(ascii: "#") { return true }
                isAtStart = false
                underline = byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") ? byte : nil
            } else if byte != underline, byte > 0x20 {
                underline = nil
            }
        }
        return underline != nil
    }
}
