/// Texts as they stand in XML. Characters that XML 1.0 does not allow (section 2.2) become U+FFFD, so that no
/// text can make a document that readers refuse.
public enum XMLEscaping: Sendable {
    case text
    /// A value in double quotes. Spec: XML 1.0, section 3.3.3, for white space.
    case attribute
    /// Markup of another language between `<![CDATA[` and `]]>`. Spec: XML 1.0, section 2.7.
    case characterData
    /// Text with everything outside ASCII as a reference, as diaspora*'s reference library writes it.
    ///
    /// A carriage return is a reference in every form: readers take a bare one for a line feed (XML 1.0,
    /// section 2.11), and signatures would break.
    case asciiText

    public func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        append(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends a text, escaped.
    public func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        switch self {
        case .asciiText: Self.appendReferences(text, to: &output)
        default: text.withUTF8 { append($0, to: &output) }
        }
    }

    private func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let mask = mask
        var start = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            let isPlain = byte < 64 ? mask &>> UInt64(byte) & 1 == 0 : byte != 0xEF
            guard !isPlain,
                let (replacement, length) = replacement(text, position)
            else {
                position += 1
                continue
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            replacement.withUTF8Buffer { output.append(contentsOf: $0) }
            position += length
            start = position
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// A bit for each of the first 64 bytes that may need a replacement.
    private var mask: UInt64 {
        let controls: UInt64 = 0xFFFF_FFFF
        let lines: UInt64 = 1 << 0x09 | 1 << 0x0A
        let markup: UInt64 = 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
        return switch self {
        case .text, .asciiText: controls & ~lines | markup
        case .attribute: controls | markup | 1 << 0x22
        case .characterData: controls & ~lines | 1 << 0x3E
        }
    }

    /// The replacement of the character at `position`, and how many bytes it replaces; nil if the character
    /// may stand for itself.
    private func replacement(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int
    ) -> (StaticString, Int)? {
        switch (text[position], self) {
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

    private static func appendReferences(_ text: String, to output: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;".utf8
            case "<": output += "&lt;".utf8
            case ">": output += "&gt;".utf8
            case "\r": output += "&#xD;".utf8
            case _ where scalar.isASCII && scalar.isAllowedInXML:
                output.append(UInt8(scalar.value))
            default:
                let written = scalar.isAllowedInXML ? scalar : "\u{FFFD}"
                output += "&#x\(String(written.value, radix: 16, uppercase: true));".utf8
            }
        }
    }
}
