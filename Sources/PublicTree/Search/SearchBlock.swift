/// A run of public posts, counted from the oldest, that has search files of its own.
///
/// Posts keep their rank for as long as nothing older goes or comes, so a block of old posts is
/// written once; a publish writes the small block that the new post falls into.
public struct SearchBlock: Sendable, Hashable {
    /// The number of posts in a full block of each level.
    public static let levels = [10_000, 1_000, 100, 10]

    /// The number of posts in the block when it is full: one of ``levels``.
    public let level: Int
    /// The block's index within its level, from 0.
    public let index: Int

    public init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }

    /// The ranks of the block's posts, the oldest post having rank 1; the last block of a site may
    /// hold fewer.
    public var ranks: ClosedRange<Int> {
        (index * level + 1)...((index + 1) * level)
    }

    /// The block's name in addresses: `1000-12`.
    public var name: String { "\(level)-\(index)" }

    /// The folder of the block's files, ending in `/`. Nothing else is in it.
    public var folder: String { "\(SearchManifest.folder)\(name)/" }
}
