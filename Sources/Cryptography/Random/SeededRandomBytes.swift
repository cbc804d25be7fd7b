import Synchronization

/// The same bytes for the same seed, in the order they are asked for: for tests and nothing else.
public final class SeededRandomBytes: RandomBytes {
    private let seed: UInt64
    private let counter = Mutex<UInt64>(0)

    public init(seed: UInt64) {
        self.seed = seed
    }

    public func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let block = counter.withLock { counter in
                counter += 1
                return counter
            }
            bytes += SHA256Digest(of: "\(seed) \(block)").bytes
        }
        return Array(bytes.prefix(count))
    }
}
