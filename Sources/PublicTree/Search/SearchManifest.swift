/// The file that a search reads first: the names of the current blocks, and the number of their posts.
///
/// It depends on the blocks' names alone, so that a publish need not read the others.
public struct SearchManifest: Sendable, Hashable {
    /// The folder of everything that search reads, a reserved first segment.
    public static let folder = "/search-index/"
    /// The path at which `search.js` requests the manifest.
    public static let path = "/search-index/index.json"
    /// Version of the files' format; `search.js` refuses others.
    public static let version = 1

    /// The blocks in order and without gaps.
    public let blocks: [SearchBlock]
    /// The number of posts in all blocks.
    public let total: Int

    public init(blocks: [SearchBlock], total: Int) {
        self.blocks = blocks
        self.total = total
    }

    /// Encodes the manifest as JSON.
    public func bytes() -> [UInt8] {
        var json = SearchJSON()
        json.raw("{\"version\":\(Self.version),\"total\":\(total),\"blocks\":[")
        for (position, block) in blocks.enumerated() {
            if position > 0 { json.raw(",") }
            json.quote(block.name)
        }
        json.raw("]}\n")
        return json.bytes
    }
}
