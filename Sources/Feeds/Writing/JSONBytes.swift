/// JSON being written (RFC 8259), keys in the order in which they are appended.
///
/// `</` is written `<\/`, and the line separators U+2028 and U+2029 as escapes, so that a document
/// stays harmless where somebody puts it into HTML or JavaScript.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    mutating func object(_ body: (inout JSONBytes) -> Void) {
        nest("{", "}", body)
    }

    mutating func object(_ key: StaticString, _ body: (inout JSONBytes) -> Void) {
        name(key)
        nest("{", "}", body)
    }

    mutating func array(_ key: StaticString, _ body: (inout JSONBytes) -> Void) {
        name(key)
        nest("[", "]", body)
    }

    /// Appends a list, unless it is empty.
    mutating func strings(_ key: StaticString, _ values: [String]) {
        guard !values.isEmpty else { return }
        array(key) { list in
            for value in values { list.value(value) }
        }
    }

    /// Appends a member, unless it is missing.
    mutating func string(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        name(key)
        quote(value)
        needsComma = true
    }

    mutating func number(_ key: StaticString, _ value: Int?) {
        guard let value else { return }
        name(key)
        bytes.append(contentsOf: String(value).utf8)
        needsComma = true
    }

    mutating func value(_ value: String) {
        separate()
        quote(value)
        needsComma = true
    }

    /// Appends a value that this writer has made before.
    mutating func value(written: [UInt8]) {
        separate()
        bytes.append(contentsOf: written)
        needsComma = true
    }

    private mutating func nest(
        _ opening: UnicodeScalar, _ closing: UnicodeScalar, _ body: (inout JSONBytes) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: opening))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: closing))
        needsComma = true
    }

    private mutating func name(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        raw(key)
        raw("\":")
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func raw(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for position in text.indices {
            let byte = text[position]
            let isPlain = byte > 0x2F && byte != UInt8(ascii: "\\") && byte != 0xA8 && byte != 0xA9
            if isPlain { continue }
            guard let (replacement, before) = replacement(text, position) else { continue }
            bytes.append(
                contentsOf: UnsafeBufferPointer(rebasing: text[start..<(position - before)]))
            bytes.append(contentsOf: replacement)
            start = position + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// What stands for the character that ends at `position`, and how many bytes of it come before;
    /// nil if the character may stand for itself.
    private func replacement(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int
    ) -> ([UInt8], Int)? {
        let byte = text[position]
        switch byte {
        case UInt8(ascii: "\""): return (Array("\\\"".utf8), 0)
        case UInt8(ascii: "\\"): return (Array("\\\\".utf8), 0)
        case UInt8(ascii: "/"):
            return position > 0 && text[position - 1] == UInt8(ascii: "<")
                ? (Array("\\/".utf8), 0) : nil
        case 0x0A: return (Array("\\n".utf8), 0)
        case 0x0D: return (Array("\\r".utf8), 0)
        case 0x09: return (Array("\\t".utf8), 0)
        case 0x00..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            return (Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]], 0)
        case 0xA8, 0xA9:
            // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
            guard position >= 2, text[position - 1] == 0x80, text[position - 2] == 0xE2 else {
                return nil
            }
            return (Array((byte == 0xA8 ? "\\u2028" : "\\u2029").utf8), 2)
        default: return nil
        }
    }
}
