/// Reads elements of DER one after the other.
///
/// Spec: X.690, sections 8 and 10: definite lengths in their shortest form.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Reads the next element.
    ///
    /// - Returns: The element's content; nil if it has another tag or is cut short.
    mutating func element(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard rest.popFirst() == tag, let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let octets = Int(first & 0x7F)
            guard (1...4).contains(octets), rest.count >= octets else { return nil }
            length = rest.prefix(octets).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(octets)
            guard length >= 0x80, octets == 1 || length >> (8 * (octets - 1)) > 0 else {
                return nil
            }
        }
        guard rest.count >= length else { return nil }
        defer { rest = rest.dropFirst(length) }
        return rest.prefix(length)
    }

    /// Reads the next element as a positive integer.
    ///
    /// - Returns: The integer without its leading zero, most significant byte first.
    mutating func positiveInteger() -> ArraySlice<UInt8>? {
        guard let bytes = element(0x02), let first = bytes.first, first < 0x80 else { return nil }
        guard first == 0 else { return bytes }
        guard bytes.count > 1, bytes[bytes.startIndex + 1] >= 0x80 else { return nil }
        return bytes.dropFirst()
    }
}
