internal import GRDB

/// A comment as a page for somebody who is signed in shows it.
public struct ReadableComment: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let author: ReadablePerson
    /// Seconds since 1970.
    public let createdAt: Int64
    public let html: String
    /// The HTML of its beginning, if it is too long for a list of comments.
    public let beginning: String?
}

extension ReaderTransaction {
    /// Lists the comments on a post that come before one, the newest of these, oldest first. Those of people whom the reader
    /// ignores are left out.
    ///
    /// - Parameter id: The row of that comment; nil for the last ones.
    public func comments(postID: Int64, before id: Int64?, limit: Int) throws -> [ReadableComment] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, authorID, createdAt, html, beginning FROM readableComment
                    WHERE postID = ? AND id < ? AND \(ListFilter.comments)
                    ORDER BY id DESC LIMIT ?
                    """),
            arguments: [postID, id ?? .max, limit])
        return try rows.reversed().compactMap { row in
            guard let author = try person(id: try row.value(2)) else { return nil }
            return ReadableComment(
                id: try row.value(0), guid: try row.value(1), author: author,
                createdAt: try row.value(3), html: try row.value(4),
                beginning: try row.value(5) as String?)
        }
    }
}
