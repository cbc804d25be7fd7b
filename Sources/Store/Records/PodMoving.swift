internal import GRDB

extension ReadTransaction {
    /// Lists all people of this pod, closed accounts included.
    public func localPeople() throws -> [Person] {
        try Row.fetchAll(
            database, sql: "SELECT \(Person.columns) FROM person WHERE kind = 'local' ORDER BY id"
        ).map(Person.init)
    }
}

extension WriteTransaction {
    public func setPodURL(_ url: String) throws {
        try database.run(sql: "UPDATE pod SET url = ?", arguments: [url])
    }

    /// Replaces the authority in the IDs of people of this pod, wherever their IDs are stored.
    public func moveIDs(from old: String, to new: String) throws {
        let suffix = "@" + old
        for (table, column, isOwn) in [
            ("person", "diasporaID", "kind = 'local'"), ("person", "movedTo", "1"),
            ("post", "rootAuthor", "1"), ("linkedPost", "author", "1"),
        ] {
            try database.run(
                sql: """
                    UPDATE \(table) SET \(column) = substr(\(column), 1, length(\(column)) - ?) || ?
                    WHERE \(isOwn) AND substr(\(column), -?) = ?
                    """,
                arguments: [suffix.utf8.count, "@" + new, suffix.utf8.count, suffix])
        }
    }

    /// Drops what waits to be sent to other pods, and what was signed for them: public posts are signed anew.
    ///
    /// - Returns: How many messages were dropped.
    public func discardOutgoing() throws -> Int {
        let count = try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM delivery WHERE state IN ('open', 'held')")
        for sql in [
            "DELETE FROM delivery", "DELETE FROM payload", "DELETE FROM commentEnvelope",
            "UPDATE publicEnvelope SET body = NULL, revision = revision + 1, signAfter = 0",
        ] {
            try database.run(sql: sql, arguments: [])
        }
        return count ?? 0
    }
}
