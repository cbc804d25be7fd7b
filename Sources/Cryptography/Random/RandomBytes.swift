internal import Escaping

/// Where random bytes come from: the operating system, or in tests a seed.
public protocol RandomBytes: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

extension RandomBytes {
    /// - Returns: Twice as many lower-case digits as bytes.
    public func hexadecimal(byteCount: Int) -> String {
        Hexadecimal.encode(bytes(byteCount))
    }

    public func integer() -> UInt64 {
        bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
