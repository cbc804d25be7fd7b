internal import GRDB

extension ReadTransaction {
    /// Lists the posts of this pod that mention a person, after `id` in the order of their rows: no
    /// others have HTML here.
    public func ownPosts(mentioning personID: Int64, after id: Int64, limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.qualifiedColumns)
                    FROM mention JOIN post ON post.id = mention.postID
                    WHERE mention.personID = ? AND mention.postID > ?
                        AND (SELECT kind FROM person WHERE id = post.authorID) = 'local'
                    ORDER BY mention.postID LIMIT ?
                    """),
            arguments: [personID, id, limit]
        ).map(Post.init)
    }

    public func mentions(postID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT personID FROM mention WHERE postID = ? ORDER BY personID"),
            arguments: [postID])
    }
}

extension WriteTransaction {
    /// Replaces the people a post mentions.
    public func setMentions(_ personIDs: [Int64], postID: Int64) throws {
        try database.run(sql: "DELETE FROM mention WHERE postID = ?", arguments: [postID])
        for personID in personIDs {
            try database.run(
                sql: """
                    INSERT OR IGNORE INTO mention (postID, personID, createdAt)
                    SELECT id, ?, createdAt FROM post WHERE id = ?
                    """,
                arguments: [personID, postID])
        }
    }
}
