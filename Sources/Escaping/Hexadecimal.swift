/// Hexadecimal digits: written in lower case, read in both.
public enum Hexadecimal {
    static let digits: StaticString = "0123456789abcdef"
    static let capitals: StaticString = "0123456789ABCDEF"

    /// Writes bytes, two digits each.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes { append(byte, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes a number with zeros before it, up to so many digits; a longer one stays whole.
    public static func encode(_ number: UInt64, digits count: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }

    /// Reads bytes, two digits each; nil if a character is none, or one is missing.
    public static func decode(_ text: String) -> [UInt8]? {
        guard text.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 2)
        var rest = text.utf8.makeIterator()
        while let high = rest.next(), let low = rest.next() {
            guard let high = value(of: high), let low = value(of: low) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// Reads one digit.
    public static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }

    /// Whether a byte is a digit as ``encode(_:)`` writes them.
    public static func isLowerCaseDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    static func append(
        _ byte: UInt8, _ digits: StaticString = digits, to output: inout [UInt8]
    ) {
        output.append(digits.utf8Start[Int(byte >> 4)])
        output.append(digits.utf8Start[Int(byte & 15)])
    }
}
