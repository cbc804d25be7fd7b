/// A renderer that shows a text as it was written: paragraphs and line breaks, and no other markup.
public struct PlainTextRenderer: Sendable {
    public init() {}

    /// Renders a text. Any text renders; characters that no document may hold become U+FFFD.
    public func render(_ text: String) -> RenderedText {
        var html = HTMLBuffer(capacity: text.utf8.count + 1_024)
        var plain = PlainText(capacity: text.utf8.count)
        for lines in Self.paragraphs(of: text) {
            html.append("<p>")
            plain.startBlock()
            for (index, line) in lines.enumerated() {
                if index > 0 {
                    html.append("<br>\n")
                    plain.append(0x0A)
                }
                html.append(escaping: line)
                plain.append(line)
            }
            html.append("</p>\n")
            plain.endParagraph()
        }
        plain.finish()
        return RenderedText(
            html: String(decoding: html.bytes, as: UTF8.self),
            title: nil,
            name: plain.name,
            excerpt: plain.excerpt,
            plainText: String(decoding: plain.bytes, as: UTF8.self),
            tags: [], mentions: [], images: [], links: [],
            // Rather hidden once too often than shown once too soon.
            isNSFW: text.lowercased().holds("#nsfw"),
            isLong: plain.length > 1_000,
            isAsWritten: true)
    }

    /// Splits a text into paragraphs, separated by empty lines, and each of them into lines.
    private static func paragraphs(of text: String) -> [[[UInt8]]] {
        var paragraphs: [[[UInt8]]] = []
        var isOpen = false
        for line in lines(of: Array(text.utf8)) {
            let isEmpty = line.allSatisfy(\.isWhitespace)
            if !isEmpty, isOpen {
                paragraphs[paragraphs.count - 1].append(Array(line))
            } else if !isEmpty {
                paragraphs.append([Array(line)])
            }
            isOpen = !isEmpty
        }
        return paragraphs
    }

    /// Splits bytes into lines, each ended by `\n`, `\r` or `\r\n`.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte.isLineEnd {
            let isSecondHalf = byte == 0x0A && index > 0 && bytes[index - 1] == 0x0D
            if !isSecondHalf { lines.append(bytes[start..<index]) }
            start = index + 1
        }
        return lines + [bytes[start...]]
    }
}
