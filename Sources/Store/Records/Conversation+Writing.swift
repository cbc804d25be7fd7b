public import Diaspora
public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Inserts a conversation.
    ///
    /// - Parameter orderedAt: The time by which lists have it, if its author's clock is not believed.
    /// - Returns: The row; nil if the GUID is taken.
    public func insertConversation(
        guid: GUID, authorID: Int64, subject: String, participantIDs: [Int64], createdAt: Date,
        orderedAt: Date? = nil
    ) throws -> Int64? {
        let orderedAt = orderedAt ?? createdAt
        try database.run(
            sql: """
                INSERT INTO conversation (guid, authorID, subject, createdAt, updatedAt)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (guid) DO NOTHING
                """,
            arguments: [
                guid.string, authorID, subject, createdAt.seconds, orderedAt.seconds,
            ])
        guard database.changesCount > 0 else { return nil }
        let id = database.lastInsertedRowID
        for personID in Set(participantIDs + [authorID]).sorted() {
            try database.run(
                sql: """
                    INSERT INTO conversationParticipant (conversationID, personID, updatedAt)
                    VALUES (?, ?, ?)
                    """,
                arguments: [id, personID, orderedAt.seconds])
        }
        return id
    }

    /// Adds a participant to a conversation.
    public func addParticipant(_ personID: Int64, conversationID: Int64) throws {
        try database.run(
            sql: """
                INSERT INTO conversationParticipant (conversationID, personID, unreadCount, updatedAt)
                SELECT ?1, ?2, (
                    SELECT COUNT(*) FROM message WHERE conversationID = ?1 AND authorID <> ?2),
                    updatedAt
                FROM conversation WHERE id = ?1
                ON CONFLICT DO NOTHING
                """,
            arguments: [conversationID, personID])
    }

    /// Stores a message, whose text waits to be rendered: see ``setRendering(_:of:)``. For participants who ignore its author
    /// the conversation stays where it is.
    ///
    /// - Parameter orderedAt: The time by which lists have the conversation, if its author's clock is not believed.
    /// - Returns: Whether it was new.
    @discardableResult
    public func insertMessage(
        guid: GUID, conversationID: Int64, authorID: Int64, text: String, createdAt: Date,
        orderedAt: Date? = nil
    ) throws -> Bool {
        let orderedAt = orderedAt ?? createdAt
        try database.run(
            sql: """
                INSERT INTO message (guid, conversationID, authorID, text, createdAt)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (guid) DO NOTHING
                """,
            arguments: [guid.string, conversationID, authorID, text, createdAt.seconds])
        guard database.changesCount > 0 else { return false }
        try database.run(
            sql: "UPDATE conversation SET updatedAt = MAX(updatedAt, ?) WHERE id = ?",
            arguments: [orderedAt.seconds, conversationID])
        try database.run(
            sql: """
                UPDATE conversationParticipant SET updatedAt = MAX(updatedAt, :time)
                WHERE conversationID = :conversation AND \(Self.isHeard)
                """,
            arguments: [
                "time": orderedAt.seconds, "conversation": conversationID, "author": authorID,
            ])
        try database.run(
            sql: """
                UPDATE conversationParticipant SET unreadCount = unreadCount + 1
                WHERE conversationID = :conversation AND personID <> :author AND \(Self.isHeard)
                """,
            arguments: ["conversation": conversationID, "author": authorID])
        return true
    }

    /// The condition that a participant does not ignore the author of a message.
    private static let isHeard = """
        NOT EXISTS (SELECT 1 FROM block JOIN user ON user.id = block.userID
            WHERE user.personID = conversationParticipant.personID AND block.personID = :author)
        """

    /// Notes that a person has read a conversation up to a message; what came after it stays unread.
    public func setRead(
        conversationID: Int64, through messageID: Int64, personID: Int64
    ) throws {
        try database.run(
            sql: """
                UPDATE conversationParticipant SET unreadCount = MIN(unreadCount, (
                    SELECT count(*) FROM message
                    WHERE message.conversationID = ?1 AND message.authorID <> ?2
                        AND message.id > ?3))
                WHERE conversationID = ?1 AND personID = ?2
                """,
            arguments: [conversationID, personID, messageID])
    }

    /// Takes a person out of a conversation. When nobody of this pod is left in it, its messages go.
    public func removeParticipant(_ personID: Int64, conversationID: Int64) throws {
        try database.run(
            sql: """
                UPDATE conversationParticipant SET hasLeft = 1, unreadCount = 0
                WHERE conversationID = ? AND personID = ?
                """,
            arguments: [conversationID, personID])
        guard try !reading.isReadHere(conversationID: conversationID) else { return }
        try database.run(
            sql: "DELETE FROM message WHERE conversationID = ?", arguments: [conversationID])
    }
}
