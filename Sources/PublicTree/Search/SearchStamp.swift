internal import Escaping

/// A hash of a list of addresses in their order: 16 hex digits (FNV-1a of 64 bits).
struct SearchStamp {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ url: String) {
        for byte in url.utf8 { add(byte) }
        add(0)
    }

    var text: String { Hexadecimal.encode(hash, digits: 16) }

    private mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
