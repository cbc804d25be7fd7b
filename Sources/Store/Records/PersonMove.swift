internal import GRDB

extension WriteTransaction {
    /// Moves all that one person has here to another who is the same: contacts, audiences, answers,
    /// and posts if both are of other pods. Where the other one has the same already, the first
    /// one's is removed.
    public func movePerson(id old: Int64, to new: Int64) throws {
        try mergeContacts(of: old, with: new)
        try database.run(
            sql: """
                UPDATE participation SET answerCount = participation.answerCount + gone.answerCount,
                    isMuted = MAX(participation.isMuted, gone.isMuted),
                    isAsked = MAX(participation.isAsked, gone.isAsked)
                FROM participation AS gone
                WHERE participation.authorID = ? AND gone.authorID = ?
                    AND gone.postID = participation.postID
                """,
            arguments: [new, old])
        for (table, column) in [
            ("contact", "personID"), ("block", "personID"), ("recipient", "personID"),
            ("subscriber", "personID"), ("participation", "authorID"), ("mention", "personID"),
            ("commentMention", "personID"), ("liking", "authorID"), ("vote", "authorID"),
            ("conversationParticipant", "personID"),
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
        try database.run(
            sql: "UPDATE OR IGNORE tombstone SET authorID = ? WHERE authorID = ?",
            arguments: [new, old])
        // Those of people of this pod have pages and places in lists.
        try database.run(
            sql: """
                UPDATE OR IGNORE post SET authorID = ? WHERE authorID = ? AND NOT EXISTS (
                    SELECT 1 FROM person WHERE id IN (?, ?) AND kind = 'local')
                """,
            arguments: [new, old, new, old])
        try removeRest(of: old)
        // Their name was shown a while ago, whoever of them it was.
        try database.run(
            sql: "UPDATE OR REPLACE shownName SET personID = ? WHERE personID = ?",
            arguments: [new, old])
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

    /// Merges the contacts with a person who moved into those with the new identity. A user who has
    /// both as contacts shares with the one that stays if they shared with either, and has it in
    /// the aspects of both: the new identity may have begun to share before it told of the move.
    private func mergeContacts(of old: Int64, with new: Int64) throws {
        try database.run(
            sql: """
                UPDATE contact SET isSharing = MAX(contact.isSharing, gone.isSharing),
                    isReceiving = MAX(contact.isReceiving, gone.isReceiving)
                FROM contact AS gone
                WHERE contact.personID = ? AND gone.personID = ? AND gone.userID = contact.userID
                """,
            arguments: [new, old])
        try database.run(
            sql: """
                INSERT OR IGNORE INTO aspectMembership (aspectID, contactID)
                SELECT aspectMembership.aspectID, kept.id
                FROM contact AS kept JOIN contact AS gone ON gone.userID = kept.userID
                JOIN aspectMembership ON aspectMembership.contactID = gone.id
                WHERE kept.personID = ? AND gone.personID = ?
                """,
            arguments: [new, old])
    }

    /// Removes the rows that could not be moved, because the new person has the same ones already.
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

    /// Removes the subscriptions of a person who closed the account or moved, and so is notified of
    /// nothing more.
    public func removeSubscriptions(personID: Int64) throws {
        try database.run(sql: "DELETE FROM subscriber WHERE personID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM recipient WHERE personID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM participation WHERE authorID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM mention WHERE personID = ?", arguments: [personID])
    }
}
