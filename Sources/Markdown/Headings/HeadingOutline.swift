internal import Escaping

/// A text as its own page shows it, with links to its headings, and the headings as a table of
/// contents.
///
/// One pass over the markup that ``MarkdownRenderer`` wrote.
public struct HeadingOutline {
    public struct Entry: Equatable {
        public let url: String
        /// The heading's words, as plain text.
        public let label: String
        /// The heading's level, 2 to 6.
        public let level: Int
    }

    /// The text with a link behind each heading.
    public private(set) var html: String
    public private(set) var entries: [Entry] = []

    private static let lowerThan = UInt8(ascii: "<")

    /// - Parameters:
    ///   - idPrefix: Begins every `id` of the text.
    ///   - linkLabel: Says what the link behind a heading does.
    public init(_ html: String, idPrefix: String, linkLabel: String) {
        self.html = html
        let label = " aria-label=\"\(HTMLEscaping.anyAttribute.escaped(linkLabel))\""
        let link: StaticString = "<a href=\"#"
        var html = html
        html.withUTF8 { bytes in
            let headings = OutlinedHeading.all(in: bytes, idPrefix: idPrefix)
            let names = PageHeadingNames(headings, idPrefix: idPrefix)
            var next = headings[...]
            var result: [UInt8] = []
            var copied = 0
            var index = 0
            while index < bytes.count {
                if let heading = next.first, heading.start == index {
                    next.removeFirst()
                    let name = names.name(ofID: heading.id) ?? heading.id
                    entries.append(
                        Entry(
                            url: "#" + name, label: Self.label(of: bytes.rebased(heading.content)),
                            level: heading.level))
                    result += bytes[copied..<index]
                    result += "<h\(heading.level) id=\"\(name)\">".utf8
                    result += bytes[heading.content]
                    // The longer name leads there too.
                    let id = name == heading.id || heading.isNamed ? "" : " id=\"\(heading.id)\""
                    result += "<a class=\"permalink\"\(id) href=\"#\(name)\"\(label)></a>".utf8
                    copied = heading.content.upperBound
                    index = copied
                } else if bytes[index] == Self.lowerThan, bytes.starts(with: link, at: index) {
                    let start = index + link.utf8CodeUnitCount
                    let id = bytes.text(at: start, until: UInt8(ascii: "\""))
                    index = start + id.utf8.count
                    guard let name = names.name(ofID: id) else { continue }
                    result += bytes[copied..<start]
                    result += name.utf8
                    copied = index
                } else {
                    index += 1
                }
            }
            guard copied > 0 else { return }
            result += bytes[copied...]
            self.html = String(decoding: result, as: UTF8.self)
        }
    }

    /// Reads the text of a heading as it is shown, without its references to notes.
    private static func label(of content: UnsafeBufferPointer<UInt8>) -> String {
        var kept: [UInt8] = []
        var index = 0
        while index < content.count {
            if content.starts(with: "<sup>", at: index) {
                while index < content.count, !content.starts(with: "</sup>", at: index) {
                    index += 1
                }
                index += 6
            } else {
                kept.append(content[index])
                index += 1
            }
        }
        return HTMLText.plain(String(decoding: kept, as: UTF8.self))
    }
}
