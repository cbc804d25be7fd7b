internal import GRDB

extension ReadTransaction {
    /// Lists the tags of a post in lower case, in the order of the text.
    public func tags(postID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT tag.name FROM tagging JOIN tag ON tag.id = tagging.tagID
                    WHERE tagging.postID = ? ORDER BY tagging.position
                    """),
            arguments: [postID])
    }
}

extension WriteTransaction {
    /// Replaces the tags of a post.
    public func setTags(_ names: [String], postID: Int64) throws {
        try database.run(sql: "DELETE FROM tagging WHERE postID = ?", arguments: [postID])
        try insertTags(names, postID: postID)
    }

    /// Inserts the tags of a post that has none.
    public func insertTags(_ names: [String], postID: Int64) throws {
        for (position, name) in names.enumerated()
        where try !insertTag(name, at: position, postID: postID) {
            try database.run(sql: "INSERT INTO tag (name) VALUES (?)", arguments: [name])
            _ = try insertTag(name, at: position, postID: postID)
        }
    }

    /// Adds an existing tag to a post.
    ///
    /// - Returns: False if the tag does not exist yet.
    private func insertTag(_ name: String, at position: Int, postID: Int64) throws -> Bool {
        try database.run(
            sql: """
                INSERT INTO tagging (postID, position, tagID, createdAt)
                SELECT post.id, ?, tag.id, post.createdAt FROM tag, post
                WHERE tag.name = ? AND post.id = ?
                """,
            arguments: [position, name, postID])
        return database.changesCount > 0
    }
}
