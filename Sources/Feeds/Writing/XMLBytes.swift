/// XML being written: element and attribute names are ours, everything else is escaped.
///
/// Characters that XML 1.0 does not allow (section 2.2) become U+FFFD, so that no text can make a
/// document that readers refuse.
struct XMLBytes {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends markup as it stands.
    mutating func markup(_ markup: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Appends whole elements that this writer has made before.
    mutating func markup(_ written: [UInt8]) {
        bytes.append(contentsOf: written)
    }

    mutating func element(_ name: StaticString, _ text: String) {
        open(name)
        escape(text, in: .text)
        close(name)
    }

    /// Appends an element unless its text is missing.
    mutating func element(_ name: StaticString, _ text: String?) {
        if let text { element(name, text) }
    }

    mutating func open(_ name: StaticString) {
        markup("<")
        markup(name)
        markup(">")
    }

    mutating func close(_ name: StaticString) {
        markup("</")
        markup(name)
        markup(">\n")
    }

    mutating func attribute(_ name: StaticString, _ value: String) {
        markup(" ")
        markup(name)
        markup("=\"")
        escape(value, in: .attribute)
        markup("\"")
    }

    mutating func attribute(_ name: StaticString, _ value: String?) {
        if let value { attribute(name, value) }
    }

    mutating func text(_ text: String) {
        escape(text, in: .text)
    }

    /// Writes markup of another language as a CDATA section (XML 1.0, section 2.7): shorter than with
    /// every bracket escaped, and a person can read it.
    mutating func characterData(_ text: String) {
        markup("<![CDATA[")
        escape(text, in: .characterData)
        markup("]]>")
    }

    private enum Place { case text, attribute, characterData }

    private mutating func escape(_ text: String, in place: Place) {
        var text = text
        text.withUTF8 { escape($0, in: place) }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, in place: Place) {
        var start = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            guard byte <= 0x3E || byte == 0xEF,
                let (replacement, length) = replacement(text, position, place)
            else {
                position += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            markup(replacement)
            position += length
            start = position
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// What stands for the character at `position`, and how many bytes it replaces; nil if the
    /// character may stand for itself.
    private func replacement(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ place: Place
    ) -> (StaticString, Int)? {
        switch (text[position], place) {
        case (UInt8(ascii: ">"), .characterData):
            // The end of a section cannot stand in one: it is cut in two there.
            guard position > 1, text[position - 1] == UInt8(ascii: "]"),
                text[position - 2] == UInt8(ascii: "]")
            else { return nil }
            return ("]]><![CDATA[>", 1)
        case (UInt8(ascii: "&"), .text), (UInt8(ascii: "&"), .attribute): return ("&amp;", 1)
        case (UInt8(ascii: "<"), .text), (UInt8(ascii: "<"), .attribute): return ("&lt;", 1)
        case (UInt8(ascii: ">"), _): return ("&gt;", 1)
        case (UInt8(ascii: "\""), .attribute): return ("&quot;", 1)
        case (0x09, .attribute): return ("&#9;", 1)
        case (0x0A, .attribute): return ("&#10;", 1)
        case (0x09, _), (0x0A, _): return nil
        case (0x0D, .characterData): return ("]]>&#13;<![CDATA[", 1)
        case (0x0D, _): return ("&#13;", 1)
        case (0x00..<0x20, _): return ("\u{FFFD}", 1)
        case (0xEF, _):
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            guard position + 2 < text.count, text[position + 1] == 0xBF, text[position + 2] >= 0xBE
            else { return nil }
            return ("\u{FFFD}", 3)
        default: return nil
        }
    }
}
