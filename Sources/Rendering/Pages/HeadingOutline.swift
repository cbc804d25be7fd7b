/// A text as its own page shows it: headings that can be linked to, and what they come to as a table of
/// contents.
///
/// One pass over the markup that ``MarkdownRenderer`` wrote.
struct HeadingOutline {
    struct Entry: Equatable {
        let url: String
        /// Plain text.
        let label: String
        /// 2 to 6.
        let level: Int
    }

    private(set) var html: String
    private(set) var entries: [Entry] = []

    private static let lowerThan = UInt8(ascii: "<")
    private static let quote = UInt8(ascii: "\"")

    /// - Parameters:
    ///   - idPrefix: Begins every `id` of the text.
    ///   - linkLabel: Says what the link behind a heading does.
    init(_ html: String, idPrefix: String, linkLabel: String) {
        self.html = html
        let label = " aria-label=\"\(HTMLEscaping().escapeText(linkLabel))\""
        let opening = Array("<a href=\"#\(idPrefix)--".utf8)
        var html = html
        html.withUTF8 { bytes in
            var result: [UInt8] = []
            var copied = 0
            var index = 0
            while index < bytes.count {
                guard bytes[index] == Self.lowerThan else {
                    index += 1
                    continue
                }
                if let heading = Heading(at: index, in: bytes, idPrefix: idPrefix) {
                    let url = "#" + heading.name
                    entries.append(
                        Entry(
                            url: url, label: Self.label(of: bytes.rebased(heading.content)),
                            level: heading.level))
                    result += bytes[copied..<index]
                    result += "<h\(heading.level) id=\"\(heading.name)\">".utf8
                    result += bytes[heading.content]
                    result += "<a class=\"permalink\" href=\"\(url)\"\(label)></a>".utf8
                    copied = heading.content.upperBound
                    index = copied
                } else if bytes[index...].starts(with: opening) {
                    // The name stands alone on this page.
                    result += bytes[copied..<index]
                    result += "<a href=\"#".utf8
                    copied = index + opening.count
                    index = copied
                } else {
                    index += 1
                }
            }
            guard copied > 0 else { return }
            result += bytes[copied...]
            self.html = String(decoding: result, as: UTF8.self)
        }
    }

    /// What a reader sees of the heading, without its references to notes.
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

extension HeadingOutline {
    /// A table of contents is of no use for less.
    private static let fewestEntries = 3

    /// The two highest levels, the lower within the higher; none for few headings.
    var contents: [ThemeValues] {
        let top = entries.map(\.level).min() ?? 2
        let shown = entries.filter { $0.level <= top + 1 }
        guard shown.count >= Self.fewestEntries else { return [] }
        var contents: [(entry: Entry, sections: [Entry])] = []
        for entry in shown {
            if entry.level == top || contents.isEmpty {
                contents.append((entry, []))
            } else {
                contents[contents.count - 1].sections.append(entry)
            }
        }
        return contents.map { entry, sections in
            var values = Self.values(entry)
            if !sections.isEmpty {
                values["hasSections"] = true
                values["sections"] = sections.map(Self.values)
            }
            return values
        }
    }

    private static func values(_ entry: Entry) -> ThemeValues {
        ["url": entry.url, "label": entry.label]
    }

    /// A heading with an `id` of the text.
    private struct Heading {
        let level: Int
        /// The `id` that it has on the page, escaped as in the markup.
        let name: String
        /// Where what it says is.
        let content: Range<Int>

        /// - Returns: nil if none starts here.
        init?(at start: Int, in html: UnsafeBufferPointer<UInt8>, idPrefix: String) {
            guard html.starts(with: "<h", at: start), let digit = html.byte(at: start + 2),
                digit >= 0x32, digit <= 0x36, html.starts(with: " id=\"", at: start + 3)
            else { return nil }
            var end = start + 8
            while end < html.count, html[end] != HeadingOutline.quote { end += 1 }
            let id = String(decoding: html[(start + 8)..<end], as: UTF8.self)
            var close = end
            while close < html.count, !html.starts(with: "</h", at: close) { close += 1 }
            guard html.byte(at: end + 1) == UInt8(ascii: ">"), close < html.count else {
                return nil
            }
            level = Int(digit) - 0x30
            let marked = idPrefix + "--"
            name = id.hasPrefix(marked) ? String(id.dropFirst(marked.count)) : id
            content = (end + 2)..<close
        }
    }
}
