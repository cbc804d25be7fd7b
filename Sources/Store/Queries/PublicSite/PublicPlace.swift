internal import GRDB

/// A post in a list, before anything of it is read.
public struct PublicPlace: Sendable, Equatable {
    public let postID: Int64
    /// Seconds since 1970.
    public let createdAt: Int64
    public let editedAt: Int64?
}

extension PublicTransaction {
    /// Lists the posts at these ranks of a list, oldest first.
    public func places(_ list: ListName, ranks: ClosedRange<Int>) throws -> [PublicPlace] {
        try database.rows(
            sql: """
                SELECT publicPost.id, publicPost.createdAt, publicPost.editedAt
                FROM publicListing JOIN publicPost ON publicPost.id = publicListing.postID
                WHERE publicListing.listID =
                        (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    AND publicListing.rank BETWEEN ? AND ?
                ORDER BY publicListing.rank
                """,
            arguments: [list.kind.rawValue, list.key, ranks.lowerBound, ranks.upperBound]
        ).all {
            try PublicPlace(postID: $0.value(0), createdAt: $0.value(1), editedAt: $0.value(2))
        }
    }
}
