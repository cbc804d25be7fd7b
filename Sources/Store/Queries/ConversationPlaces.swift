internal import GRDB

extension ReadTransaction {
    /// Returns the rank of a comment among those of its post, from 1 in the order of arrival.
    public func rank(of comment: Comment) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT COUNT(*) FROM comment WHERE postID = ? AND id <= ?"),
            arguments: [comment.postID, comment.id]) ?? 0
    }

    /// Counts the comments of a post; 0 if there is no such post.
    public func commentCount(guid: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM comment
                    WHERE postID = (SELECT id FROM post WHERE guid = ?)
                    """),
            arguments: [guid]) ?? 0
    }

    /// Lists the GUIDs of a post's comments whose texts have more than `bytes` bytes.
    public func longComments(postGUID guid: String, over bytes: Int) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT guid FROM comment
                    WHERE postID = (SELECT id FROM post WHERE guid = ?)
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
                    SELECT guid FROM
                        (SELECT guid, text FROM comment WHERE postID = ? ORDER BY id DESC LIMIT ?)
                    WHERE length(CAST(text AS BLOB)) > ?
                    """),
            arguments: [postID, count, bytes])
    }
}
