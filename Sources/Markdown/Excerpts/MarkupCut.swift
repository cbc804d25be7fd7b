/// The beginning of a text's markup, ended at a block.
///
/// Reads what ``MarkdownRenderer`` and ``PlainTextRenderer`` write: every element is closed, attributes
/// are quoted, and neither text nor attributes hold a bare `<` or `>`.
public struct MarkupCut {
    /// Bytes of markup that a text may have on a page of many texts.
    public static let maximumBytes = 16 << 10

    private typealias Element = (name: ArraySlice<UInt8>, isBlock: Bool, isFrame: Bool)
    /// A place where the markup may end, and what is open there.
    private typealias Place = (end: Int, open: [Element])

    private let bytes: [UInt8]
    private let limit: Int
    private var open: [Element] = []
    /// Bytes of the tags that would close what is open.
    private var closingBytes = 0
    private var lastBlock: Place?
    private var lastHeading: Place?
    private var lastSpace: Place?
    private var lastCharacter: Place?

    private static let ellipsis = Array("…".utf8)
    private static let void: Set<String> = ["br", "hr", "img", "input"]
    private static let inlines: Set<String> = [
        "a", "abbr", "code", "del", "em", "kbd", "mark", "span", "strong", "sub", "sup", "td", "th",
    ]
    /// The elements that head the content after them: cut markup does not end with one if it can
    /// end elsewhere.
    private static let headings: Set<String> = ["h2", "h3", "h4", "h5", "h6", "thead"]
    /// Elements that hold no words of their own.
    private static let frames: Set<String> = [
        "blockquote", "details", "div", "figure", "ol", "section", "table", "tbody", "thead", "tr",
        "ul",
    ]

    /// Cuts markup that is longer than a limit behind the last block that fits.
    ///
    /// Where the only block there is takes more than three quarters of the limit, it is cut at a space. Links
    /// to places of the text that are cut off become text.
    ///
    /// - Parameter limit: Bytes.
    /// - Returns: `nil` if the markup is no longer than that.
    public static func cut(_ html: String, to limit: Int = maximumBytes) -> String? {
        guard html.utf8.count > limit else { return nil }
        var cut = MarkupCut(Array(html.utf8.prefix(limit)), limit)
        cut.read()
        return String(decoding: LocalLinks(cut.shortened).withoutDeadOnes, as: UTF8.self)
    }

    private init(_ bytes: [UInt8], _ limit: Int) {
        self.bytes = bytes
        self.limit = limit
    }

    private mutating func read() {
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) else { return }
                read(tag: bytes[(position + 1)..<end], at: position)
                position = end + 1
            } else {
                readCharacter(at: position)
                position = endOfCharacter(at: position)
            }
        }
    }

    private mutating func read(tag: ArraySlice<UInt8>, at start: Int) {
        let end = tag.endIndex + 1
        if tag.first == UInt8(ascii: "/") {
            guard let element = open.popLast() else { return }
            closingBytes -= element.name.count + 3
            if Self.headings.contains(String(decoding: element.name, as: UTF8.self)) {
                lastHeading = place(end) ?? lastHeading
            } else if element.isBlock {
                endBlock(at: end)
            }
            return
        }
        let bytesOfName = tag.prefix { $0 != UInt8(ascii: " ") }
        let name = String(decoding: bytesOfName, as: UTF8.self)
        if name == "hr" { endBlock(at: end) }
        if name == "br" { lastSpace = place(start, withEllipsis: true) ?? lastSpace }
        guard !Self.void.contains(name) else { return }
        open.append((bytesOfName, !Self.inlines.contains(name), Self.frames.contains(name)))
        closingBytes += bytesOfName.count + 3
    }

    private mutating func endBlock(at end: Int) {
        let isLineEnd = end < bytes.count && bytes[end] == 0x0A
        lastBlock = place(isLineEnd ? end + 1 : end) ?? lastBlock
    }

    private mutating func readCharacter(at position: Int) {
        guard open.last?.isFrame == false else { return }
        if bytes[position].isWhitespace {
            // A line that ends behind a tag ends the markup's line, not the text's.
            guard bytes[position] != 0x0A || bytes[position - 1] != UInt8(ascii: ">") else {
                return
            }
            lastSpace = place(position, withEllipsis: true) ?? lastSpace
        } else if lastSpace == nil {
            lastCharacter = place(position, withEllipsis: true) ?? lastCharacter
        }
    }

    /// Returns the place of a cut at `end`.
    ///
    /// - Returns: `nil` if the closing tags and the ellipsis needed at this place would exceed the
    ///   limit.
    private func place(_ end: Int, withEllipsis: Bool = false) -> Place? {
        let added = closingBytes + (withEllipsis ? Self.ellipsis.count : 0)
        return end + added <= limit ? (end, open) : nil
    }

    /// Returns the end of the character, or of the character reference, that starts here.
    private func endOfCharacter(at start: Int) -> Int {
        var end = start + 1
        if bytes[start] == UInt8(ascii: "&") {
            while end < bytes.count, bytes[end - 1] != UInt8(ascii: ";") { end += 1 }
        }
        while end < bytes.count, bytes[end].isContinuation { end += 1 }
        return end
    }

    private var shortened: [UInt8] {
        if let lastBlock, lastBlock.end >= limit / 4 { return ended(lastBlock, with: []) }
        if let place = lastSpace ?? lastCharacter, place.end > lastBlock?.end ?? 0 {
            return ended(place, with: Self.ellipsis)
        }
        return (lastBlock ?? lastHeading).map { ended($0, with: []) } ?? []
    }

    private func ended(_ place: Place, with mark: [UInt8]) -> [UInt8] {
        var result = Array(bytes[..<place.end]) + mark
        for element in place.open.reversed() {
            result += Array("</".utf8) + Array(element.name)
            result.append(UInt8(ascii: ">"))
        }
        return result
    }
}
