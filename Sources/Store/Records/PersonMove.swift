internal import GRDB

extension WriteTransaction {
    /// Gives all that one person has here to another who is the same: contacts, audiences, what they
    /// wrote. Where the other has the same already, the first one's goes.
    public func movePerson(id old: Int64, to new: Int64) throws {
        try database.run(
            sql: """
                UPDATE contact SET isSharing = 1 WHERE personID = ? AND isSharing = 0 AND userID IN (
                    SELECT userID FROM contact WHERE personID = ? AND isSharing = 1)
                """,
            arguments: [new, old])
        for (table, column) in [
            ("contact", "personID"), ("block", "personID"), ("recipient", "personID"),
            ("subscriber", "personID"), ("participation", "authorID"), ("mention", "personID"),
            ("commentMention", "personID"), ("liking", "authorID"), ("vote", "authorID"),
            ("conversationParticipant", "personID"), ("post", "authorID"),
        ] {
            try database.run(
                sql: "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(column) = ?",
                arguments: [new, old])
        }
        for (table, column) in [
            ("comment", "authorID"), ("message", "authorID"), ("conversation", "authorID"),
            ("remotePhoto", "authorID"),
        ] {
            try database.run(
                sql: "UPDATE \(table) SET \(column) = ? WHERE \(column) = ?",
                arguments: [new, old])
        }
        try removeRest(of: old)
        // Whoever comes to this pod does not share with themselves.
        for table in ["contact", "block"] {
            try database.run(
                sql: """
                    DELETE FROM \(table) WHERE personID = ?
                        AND userID IN (SELECT id FROM user WHERE personID = ?)
                    """,
                arguments: [new, new])
        }
    }

    /// What could not be moved, as the other person has it too.
    private func removeRest(of personID: Int64) throws {
        for (table, column) in [
            ("contact", "personID"), ("block", "personID"), ("recipient", "personID"),
            ("subscriber", "personID"), ("participation", "authorID"), ("mention", "personID"),
            ("commentMention", "personID"), ("liking", "authorID"), ("vote", "authorID"),
            ("conversationParticipant", "personID"),
        ] {
            try database.run(
                sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [personID])
        }
    }

    /// A person who is gone is told nothing more.
    public func removeSubscriptions(personID: Int64) throws {
        try database.run(sql: "DELETE FROM subscriber WHERE personID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM recipient WHERE personID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM participation WHERE authorID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM mention WHERE personID = ?", arguments: [personID])
    }
}
