/// Texts as they stand in JSON, in quotes. Spec: RFC 8259, section 7.
public struct JSONEscaping: Sendable {
    /// No more than JSON demands.
    public static let plain = JSONEscaping(shortForms: "\n\r\t")
    /// Harmless where somebody puts the document into HTML or JavaScript: `</` is written `<\/`, and the line
    /// separators U+2028 and U+2029 are escapes.
    public static let embeddable = JSONEscaping("/", shortForms: "\n\r\t", separators: true)
    /// For a `<script>` element, which no text can end.
    public static let scriptElement = JSONEscaping("<>&", shortForms: "\n")
    /// Without a `<`, so that no text becomes markup wherever the document is shown.
    public static let withoutTags = JSONEscaping("<")

    /// A bit for each of the first 64 bytes that may need an escape; of the others only the backslash does.
    private let mask: UInt64
    /// Those of the controls that are written as a letter.
    private let shortForms: UInt64
    private let escapesSeparators: Bool

    private init(
        _ others: StaticString = "", shortForms: StaticString = "", separators: Bool = false
    ) {
        mask = 0xFFFF_FFFF | Self.bits("\"") | Self.bits(others)
        self.shortForms = Self.bits(shortForms)
        escapesSeparators = separators
    }

    /// Appends a text in quotes.
    public func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &output) }
    }

    /// Appends a text in quotes.
    public func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var start = 0
        for position in text.indices where mayNeedEscape(text[position]) {
            guard let length = escapedLength(text, position) else { continue }
            let first = position + 1 - length
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<first]))
            appendEscape(text[position], to: &output)
            start = position + 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always) private func mayNeedEscape(_ byte: UInt8) -> Bool {
        if byte < 64 { return mask &>> UInt64(byte) & 1 == 1 }
        return byte == UInt8(ascii: "\\") || (escapesSeparators && byte & 0xFE == 0xA8)
    }

    /// Bytes of the character that ends at `position`; nil if it may stand for itself.
    private func escapedLength(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int? {
        switch text[position] {
        case UInt8(ascii: "/"):
            return position > 0 && text[position - 1] == UInt8(ascii: "<") ? 1 : nil
        case 0xA8, 0xA9:
            // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
            return position >= 2 && text[position - 1] == 0x80 && text[position - 2] == 0xE2
                ? 3 : nil
        default: return 1
        }
    }

    private func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(byte)
        case 0xA8: output += "u2028".utf8
        case 0xA9: output += "u2029".utf8
        case 0x09 where isShort(byte): output.append(UInt8(ascii: "t"))
        case 0x0A where isShort(byte): output.append(UInt8(ascii: "n"))
        case 0x0D where isShort(byte): output.append(UInt8(ascii: "r"))
        default:
            output += "u00".utf8
            Hexadecimal.append(byte, to: &output)
        }
    }

    private func isShort(_ byte: UInt8) -> Bool { shortForms &>> UInt64(byte) & 1 == 1 }

    private static func bits(_ characters: StaticString) -> UInt64 {
        characters.withUTF8Buffer { $0.reduce(0) { $0 | 1 << UInt64($1) } }
    }
}
