/// The work that hashing one password takes: `128 * blockSize * 2^logarithm` bytes of memory,
/// passed over `parallelism` times.
///
/// Spec: RFC 7914.
public struct ScryptCost: Hashable, Sendable {
    /// Logarithm to base 2 of the number of blocks ("N").
    public let logarithm: Int
    /// Size of a block in units of 128 bytes ("r").
    public let blockSize: Int
    /// "p".
    public let parallelism: Int

    /// 32 MiB and about a tenth of a second.
    public static let usual = ScryptCost(unchecked: 15, blockSize: 8, parallelism: 1)

    /// - Returns: `nil` if the cost is out of the bounds that keep memory under 256 MiB.
    public init?(logarithm: Int, blockSize: Int, parallelism: Int) {
        guard (1...20).contains(logarithm), (1...32).contains(blockSize),
            (1...16).contains(parallelism), 128 * blockSize << logarithm <= 256 << 20
        else { return nil }
        self.init(unchecked: logarithm, blockSize: blockSize, parallelism: parallelism)
    }

    private init(unchecked logarithm: Int, blockSize: Int, parallelism: Int) {
        self.logarithm = logarithm
        self.blockSize = blockSize
        self.parallelism = parallelism
    }
}
