internal import GRDB

extension ReadTransaction {
    /// The tags of a post, lower case, in the order of the text.
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
        for (position, name) in names.enumerated() {
            try database.run(
                sql: "INSERT INTO tag (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
                arguments: [name])
            try database.run(
                sql: """
                    INSERT INTO tagging (postID, position, tagID)
                    SELECT ?, ?, id FROM tag WHERE name = ?
                    """,
                arguments: [postID, position, name])
        }
    }
}
