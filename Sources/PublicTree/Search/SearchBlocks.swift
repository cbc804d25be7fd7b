/// The division of the ranks of a site's public posts into blocks.
public enum SearchBlocks {
    /// Returns the fewest blocks that cover `count` posts: as many of each level as the decimal
    /// digits of the number say, tens of thousands first.
    ///
    /// Only the last block, of level 10, may be partial. A full build writes these blocks.
    public static func covering(count: Int) -> [SearchBlock] {
        var blocks: [SearchBlock] = []
        var covered = 0
        for level in SearchBlock.levels {
            while covered + level <= count {
                blocks.append(SearchBlock(level: level, index: covered / level))
                covered += level
            }
        }
        if covered < count { blocks.append(SearchBlock(level: 10, index: covered / 10)) }
        return blocks
    }

    /// Returns the blocks to list right after posts were added at the end, before full ones are
    /// merged.
    ///
    /// Keeps the blocks of `live` that still are full and covers the rest with blocks of 10, so that
    /// a publish writes one or two of them. Merging is then writing what ``covering(count:)`` has
    /// besides, listing that, and removing what it lacks.
    ///
    /// - Parameter live: The blocks listed so far, in order and without gaps.
    public static func extending(_ live: [SearchBlock], to count: Int) -> [SearchBlock] {
        var blocks = live.filter { $0.ranks.upperBound <= count }
        var covered = blocks.last?.ranks.upperBound ?? 0
        while covered < count {
            blocks.append(SearchBlock(level: 10, index: covered / 10))
            covered += 10
        }
        return blocks
    }
}
