internal import Escaping

/// Markup in the making: bytes of UTF-8, escaped as they are added.
struct HTMLBuffer {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    var count: Int { bytes.count }

    /// Adds markup as it is.
    @inline(__always) mutating func append(_ markup: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    mutating func append(_ number: Int) {
        if number >= 0, number < 10 {
            bytes.append(0x30 + UInt8(number))
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
    }

    @inline(__always) mutating func append(byte: UInt8) { bytes.append(byte) }

    /// Adds bytes that hold nothing to escape.
    @inline(__always) mutating func append(plain run: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: run)
    }

    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { append(escaping: $0) }
    }

    mutating func append(escaping text: [UInt8]) {
        text.withUnsafeBufferPointer { append(escaping: $0) }
    }

    /// Adds text, fit for content and for attributes in double quotes.
    mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < text.count {
            guard text[index].needsEscape else {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            index += appendEscaped(at: index, in: text)
            start = index
        }
        bytes.append(contentsOf: text[start..<index])
    }

    /// Adds the one character that starts here, escaped if it has to be.
    ///
    /// - Returns: The number of bytes of the text that were read.
    mutating func appendEscaped(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        switch text[index] {
        case UInt8(ascii: "<"): append("&lt;")
        case UInt8(ascii: ">"): append("&gt;")
        case UInt8(ascii: "&"): append("&amp;")
        case UInt8(ascii: "\""): append("&quot;")
        default:
            let character = PermittedCharacter(at: index, in: text)
            if character.isPermitted {
                bytes.append(contentsOf: text[index..<index + character.length])
            } else {
                append("\u{FFFD}")
            }
            return character.length
        }
        return 1
    }

    /// Adds an address for an attribute in double quotes; characters not allowed there are encoded.
    ///
    /// Spec: RFC 3986, 2.1 and 3.5.
    mutating func append(address: String) {
        var address = address
        address.withUTF8 { text in
            var seenFragment = false
            for (index, byte) in text.enumerated() {
                switch byte {
                case UInt8(ascii: "&"):
                    append("&amp;")
                case UInt8(ascii: "#") where !seenFragment:
                    seenFragment = true
                    bytes.append(byte)
                case UInt8(ascii: "%") where Self.isHexadecimal(text, after: index):
                    bytes.append(byte)
                case _ where Self.mayStandInAddress(byte):
                    bytes.append(byte)
                default:
                    PercentEncoding.append(byte, to: &bytes)
                }
            }
        }
    }

    /// Starts a new line unless one has just started.
    @inline(__always) mutating func startLine() {
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    }

    /// Removes the bytes after the first `count`.
    mutating func truncate(to count: Int) { bytes.removeSubrange(count...) }

    private static func isHexadecimal(
        _ text: UnsafeBufferPointer<UInt8>, after index: Int
    ) -> Bool {
        guard index + 2 < text.count else { return false }
        return (index + 1...index + 2).allSatisfy { Hexadecimal.value(of: text[$0]) != nil }
    }

    private static func mayStandInAddress(_ byte: UInt8) -> Bool {
        if byte.isAlphanumeric { return true }
        switch byte {
        case 0x21, 0x24, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3B, 0x3D,
            0x3F, 0x40, 0x5F, 0x7E:
            return true
        default: return false
        }
    }
}
