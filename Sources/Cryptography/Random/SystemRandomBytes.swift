import COpenSSL

/// Bytes fit for keys, from OpenSSL's generator, which the operating system seeds.
public struct SystemRandomBytes: RandomBytes {
    public init() {}

    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // Going on with predictable keys would be worse than ending.
        precondition(
            count == 0 || RAND_bytes_ex(nil, &bytes, count, 0) == 1, "the system has no randomness")
        return bytes
    }
}
