internal import GRDB

extension ReadTransaction {
    /// The place of a comment among those of its post in the order they came in, from 1.
    public func rank(of comment: Comment) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT COUNT(*) FROM comment WHERE postID = ? AND id <= ?"),
            arguments: [comment.postID, comment.id]) ?? 0
    }

    /// How many comments a post has; 0 if there is no such post.
    public func commentCount(guid: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM comment
                    WHERE postID = (SELECT id FROM post WHERE guid = ?)
                    """),
            arguments: [guid]) ?? 0
    }

    /// The GUIDs of the public posts that show comments of a person.
    public func conversations(authorID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT publicPost.guid FROM publicPost WHERE publicPost.id IN
                        (SELECT postID FROM comment WHERE authorID = ?)
                    ORDER BY publicPost.id
                    """),
            arguments: [authorID])
    }
}
