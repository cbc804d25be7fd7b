internal import GRDB

/// Places of comments as the public site has them once all but slow ones are rendered: a slow one is given its place
/// when it is rendered.
extension ReadTransaction {
    private static let isQuick = "id NOT IN (SELECT commentID FROM slowComment)"

    /// The place of a comment among those of its post in the order they came in, from 1. Of a slow one, that of the
    /// comment before it.
    public func rank(of comment: Comment) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM comment WHERE postID = ? AND id <= ? AND \(Self.isQuick)
                    """),
            arguments: [comment.postID, comment.id]) ?? 0
    }

    /// How many comments a post has, without slow ones.
    public func quickCommentCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT COUNT(*) FROM comment WHERE postID = ? AND \(Self.isQuick)"),
            arguments: [postID]) ?? 0
    }

    /// The same by the post's GUID; 0 if there is no such post.
    public func quickCommentCount(guid: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM comment
                    WHERE postID = (SELECT id FROM post WHERE guid = ?) AND \(Self.isQuick)
                    """),
            arguments: [guid]) ?? 0
    }

    /// Lists the GUIDs of a post's comments whose texts have more than `bytes` bytes.
    public func longComments(postGUID guid: String, over bytes: Int) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT guid FROM comment
                    WHERE postID = (SELECT id FROM post WHERE guid = ?) AND \(Self.isQuick)
                        AND length(CAST(text AS BLOB)) > ?
                    ORDER BY id
                    """),
            arguments: [guid, bytes])
    }

    /// Lists the GUIDs of long comments among the last `count` of a post.
    ///
    /// - Parameter count: How many of the last ones are looked at.
    public func longComments(among count: Int, postID: Int64, over bytes: Int) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT guid FROM (SELECT guid, text FROM comment
                        WHERE postID = ? AND \(Self.isQuick) ORDER BY id DESC LIMIT ?)
                    WHERE length(CAST(text AS BLOB)) > ?
                    """),
            arguments: [postID, count, bytes])
    }
}
