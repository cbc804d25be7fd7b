public import Foundation
internal import GRDB

extension ReadTransaction {
    /// Those a user shares with: the first subscribers of a public post.
    public func contacts(userID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT personID FROM contact
                    WHERE userID = ? AND isReceiving = 1 ORDER BY personID
                    """),
            arguments: [userID])
    }
}

extension WriteTransaction {
    /// Starts sharing with a person by putting them into an aspect.
    public func addContact(
        personID: Int64, aspectID: Int64, userID: Int64, createdAt: Date
    ) throws {
        try database.run(
            sql: """
                INSERT INTO contact (userID, personID, isReceiving, createdAt) VALUES (?, ?, 1, ?)
                ON CONFLICT (userID, personID) DO UPDATE SET isReceiving = 1
                """,
            arguments: [userID, personID, createdAt.seconds])
        try database.run(
            sql: """
                INSERT OR IGNORE INTO aspectMembership (aspectID, contactID)
                SELECT ?, id FROM contact WHERE userID = ? AND personID = ?
                """,
            arguments: [aspectID, userID, personID])
    }
}
