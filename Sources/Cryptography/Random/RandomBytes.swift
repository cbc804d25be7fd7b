internal import Escaping

/// A source of random bytes: the operating system, or in tests a seed.
public protocol RandomBytes: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

extension RandomBytes {
    /// Returns random bytes in lower-case hexadecimal, two digits a byte.
    public func hexadecimal(byteCount: Int) -> String {
        Hexadecimal.encode(bytes(byteCount))
    }

    public func integer() -> UInt64 {
        bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
