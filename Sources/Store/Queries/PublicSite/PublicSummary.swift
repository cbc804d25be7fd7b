internal import GRDB

/// A post's row in an index.
public struct PublicSummary: Sendable, Equatable {
    public let guid: String
    public let authorID: Int64
    public let createdAt: Int64
    public let editedAt: Int64?
    public let name: String
    public let isTitled: Bool
}

extension PublicTransaction {
    /// Lists the posts at these ranks without their bodies, oldest first.
    public func summaries(_ list: ListName, ranks: ClosedRange<Int>) throws -> [PublicSummary] {
        try database.rows(
            sql: """
                SELECT publicPost.guid, publicPost.authorID, publicPost.createdAt,
                    publicPost.editedAt, rendering.name, rendering.title IS NOT NULL
                FROM publicListing JOIN publicPost ON publicPost.id = publicListing.postID
                JOIN publicRendering AS rendering ON rendering.postID = publicPost.id
                WHERE publicListing.listID =
                        (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    AND publicListing.rank BETWEEN ? AND ?
                ORDER BY publicListing.rank
                """,
            arguments: [list.kind.rawValue, list.key, ranks.lowerBound, ranks.upperBound]
        ).all {
            try PublicSummary(
                guid: $0.value(0), authorID: $0.value(1), createdAt: $0.value(2),
                editedAt: $0.value(3), name: $0.value(4),
                isTitled: $0.value(5))
        }
    }

    /// Returns the GUID and name for a link to the post at a rank.
    public func name(_ list: ListName, rank: Int) throws -> (guid: String, name: String)? {
        try summaries(list, ranks: rank...rank).first.map { ($0.guid, $0.name) }
    }
}
