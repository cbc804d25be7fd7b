/// Turns bytes to base64 in one of its alphabets, and back from both.
///
/// Every envelope passes here four times, so it works on plain bytes with tables.
/// Spec: RFC 4648.
struct Base64Coder {
    static let standard = Base64Coder("+/")
    static let urlSafe = Base64Coder("-_")

    private let alphabet: [UInt8]

    private init(_ last: String) {
        alphabet = Array(
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
    }

    func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        let length = Self.encodedLength(of: bytes.count)
        return String(unsafeUninitializedCapacity: length) { output in
            encode(bytes, to: output)
            return length
        }
    }

    func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        let length = Self.encodedLength(of: bytes.count)
        output += [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            encode(bytes, to: buffer)
            count = length
        }
    }

    private static func encodedLength(of count: Int) -> Int { (count + 2) / 3 * 4 }

    private func encode(
        _ bytes: UnsafeRawBufferPointer, to output: UnsafeMutableBufferPointer<UInt8>
    ) {
        alphabet.withUnsafeBufferPointer { alphabet in
            var read = 0
            var write = 0
            while read < bytes.count {
                let left = bytes.count - read
                let group =
                    UInt32(bytes[read]) << 16 | (left > 1 ? UInt32(bytes[read + 1]) << 8 : 0)
                    | (left > 2 ? UInt32(bytes[read + 2]) : 0)
                output[write] = alphabet[Int(group >> 18)]
                output[write + 1] = alphabet[Int(group >> 12 & 63)]
                output[write + 2] = left > 1 ? alphabet[Int(group >> 6 & 63)] : Self.padding
                output[write + 3] = left > 2 ? alphabet[Int(group & 63)] : Self.padding
                read += 3
                write += 4
            }
        }
    }

    static func decode(_ text: some StringProtocol, skippingWhiteSpace: Bool) -> [UInt8]? {
        let decoded = text.utf8.withContiguousStorageIfAvailable {
            decode($0, skippingWhiteSpace: skippingWhiteSpace)
        }
        if let decoded { return decoded }
        return Array(text.utf8).withUnsafeBufferPointer {
            decode($0, skippingWhiteSpace: skippingWhiteSpace)
        }
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, skippingWhiteSpace: Bool
    ) -> [UInt8]? {
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
            var bits: UInt32 = 0
            var characters = 0
            var paddings = 0
            values.withUnsafeBufferPointer { values in
                for byte in text {
                    let value = values[Int(byte)]
                    if value < 64, paddings == 0 {
                        bits = bits << 6 | UInt32(value)
                        characters += 1
                        if characters & 3 == 0 {
                            output[count] = UInt8(truncatingIfNeeded: bits >> 16)
                            output[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                            output[count + 2] = UInt8(truncatingIfNeeded: bits)
                            count += 3
                        }
                    } else if byte == padding {
                        paddings += 1
                    } else if !(skippingWhiteSpace && value == Self.whiteSpace) {
                        isValid = false
                        return
                    }
                }
            }
            switch characters & 3 {
            case 0:
                isValid = isValid && paddings == 0
            case 2:
                isValid = isValid && (paddings == 0 || paddings == 2) && bits & 0xF == 0
                output[count] = UInt8(truncatingIfNeeded: bits >> 4)
                count += 1
            case 3:
                isValid = isValid && paddings <= 1 && bits & 0x3 == 0
                output[count] = UInt8(truncatingIfNeeded: bits >> 10)
                output[count + 1] = UInt8(truncatingIfNeeded: bits >> 2)
                count += 2
            default:
                isValid = false
            }
        }
        return isValid ? bytes : nil
    }

    private static let padding = UInt8(ascii: "=")
    private static let whiteSpace: UInt8 = 0xFE

    /// The value of each byte: 0 to 63, or a mark for white space or for a byte outside the
    /// alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for coder in [standard, urlSafe] {
            for (value, byte) in coder.alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        }
        for byte in " \t\r\n".utf8 { values[Int(byte)] = whiteSpace }
        return values
    }()
}
