/// A gzip stream of zeros that never ends: 258 of them for each 13 bits.
///
/// Spec: RFC 1952 section 2.3 for the head, RFC 1951 section 3.2.6 for the fixed codes.
enum EndlessGzip {
    /// Head, then a block of fixed codes with one zero to repeat.
    static let beginning: [UInt8] = {
        var bits = Bits()
        // Not the last block, fixed codes.
        bits.append(0b0, count: 1)
        bits.append(0b01, count: 2)
        bits.appendCode(0b0011_0000, count: 8)
        // A match of length 3 and distance 1 (12 bits), and one literal more of 9 bits: 32 in all.
        bits.appendCode(0b000_0001, count: 7)
        bits.appendCode(0b00000, count: 5)
        bits.appendCode(0b1_1001_0000, count: 9)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + bits.bytes
    }()

    /// Eight matches of length 258 and distance 1, which are 13 whole bytes, many times.
    static let continuation: [UInt8] = {
        var bits = Bits()
        for _ in 0..<8 {
            bits.appendCode(0b1100_0101, count: 8)
            bits.appendCode(0b00000, count: 5)
        }
        return Array(repeatElement(bits.bytes, count: 1000).joined())
    }()

    /// Bits in the order of RFC 1951 section 3.1.1: numbers from their least bit, codes from
    /// their first.
    private struct Bits {
        private(set) var bytes: [UInt8] = []
        private var count = 0

        mutating func append(_ number: Int, count: Int) {
            for index in 0..<count { append(bit: number >> index & 1) }
        }

        mutating func appendCode(_ code: Int, count: Int) {
            for index in (0..<count).reversed() { append(bit: code >> index & 1) }
        }

        private mutating func append(bit: Int) {
            if count % 8 == 0 { bytes.append(0) }
            bytes[count / 8] |= UInt8(bit << (count % 8))
            count += 1
        }
    }
}
