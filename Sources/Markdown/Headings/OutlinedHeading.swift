/// A heading with an `id`, as the markup of a text has it.
struct OutlinedHeading {
    /// The place of the heading's tag in the markup.
    let start: Int
    /// The heading's level, 2 to 6.
    let level: Int
    /// The `id`, escaped as in the markup.
    let id: String
    /// The `id` without the text's prefix; nil if it does not begin with that.
    let name: String?
    /// Whether the writer gave the name, and not the heading's words.
    let isNamed: Bool
    /// The place of the content in the markup.
    let content: Range<Int>

    /// Reads the heading that starts here.
    ///
    /// - Returns: nil if none starts here.
    init?(at start: Int, in html: UnsafeBufferPointer<UInt8>, idPrefix: String) {
        guard html.starts(with: "<h", at: start), let digit = html.byte(at: start + 2),
            digit >= 0x32, digit <= 0x36, html.starts(with: " id=\"", at: start + 3)
        else { return nil }
        id = html.text(at: start + 8, until: UInt8(ascii: "\""))
        let end = start + 8 + id.utf8.count
        var close = end
        while close < html.count, !html.starts(with: "</h", at: close) { close += 1 }
        guard html.byte(at: end + 1) == UInt8(ascii: ">"), close < html.count else { return nil }
        self.start = start
        level = Int(digit) - 0x30
        isNamed = id.hasPrefix(idPrefix + "--")
        name =
            id.hasPrefix(idPrefix + "-")
            ? String(id.dropFirst(idPrefix.count + (isNamed ? 2 : 1))) : nil
        content = (end + 2)..<close
    }

    /// Finds all headings of a text, in order.
    static func all(
        in html: UnsafeBufferPointer<UInt8>, idPrefix: String
    ) -> [OutlinedHeading] {
        var headings: [OutlinedHeading] = []
        var index = 0
        while index < html.count {
            if html[index] == UInt8(ascii: "<"),
                let heading = OutlinedHeading(at: index, in: html, idPrefix: idPrefix)
            {
                headings.append(heading)
                index = heading.content.upperBound
            } else {
                index += 1
            }
        }
        return headings
    }
}
