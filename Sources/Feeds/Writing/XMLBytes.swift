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
        escape(text, inAttribute: false)
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
        escape(value, inAttribute: true)
        markup("\"")
    }

    mutating func attribute(_ name: StaticString, _ value: String?) {
        if let value { attribute(name, value) }
    }

    mutating func text(_ text: String) {
        escape(text, inAttribute: false)
    }

    private mutating func escape(_ text: String, inAttribute: Bool) {
        var text = text
        text.withUTF8 { escape($0, inAttribute: inAttribute) }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool) {
        var start = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            guard byte <= 0x3E || byte == 0xEF,
                let (replacement, length) = replacement(text, position, inAttribute)
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
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ inAttribute: Bool
    ) -> (StaticString, Int)? {
        switch text[position] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return inAttribute ? ("&quot;", 1) : nil
        case 0x09: return inAttribute ? ("&#9;", 1) : nil
        case 0x0A: return inAttribute ? ("&#10;", 1) : nil
        case 0x0D: return ("&#13;", 1)
        case 0x00..<0x20: return ("\u{FFFD}", 1)
        case 0xEF:
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            guard position + 2 < text.count, text[position + 1] == 0xBF, text[position + 2] >= 0xBE
            else { return nil }
            return ("\u{FFFD}", 3)
        default: return nil
        }
    }
}
