/// The limits above which an archive is refused before it is unpacked.
public struct ArchiveLimits: Sendable, Equatable {
    /// The number of entries.
    public let entryCount: Int
    /// The size of all entries together, unpacked.
    public let byteCount: Int

    public init(entryCount: Int = 4_000_000, byteCount: Int = 1 << 44) {
        self.entryCount = entryCount
        self.byteCount = byteCount
    }
}
