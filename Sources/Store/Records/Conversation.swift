public import Diaspora
public import Foundation
internal import GRDB

/// A private talk among a few people.
public struct Conversation: Sendable, Equatable {
    public let id: Int64
    public let guid: GUID
    public let authorID: Int64
    public let subject: String
    public let createdAt: Date

    static let columns = "id, guid, authorID, subject, createdAt"

    init(_ row: Row) throws {
        id = try row.value("id")
        guid = try GUID(row: row)
        authorID = try row.value("authorID")
        subject = try row.value("subject")
        createdAt = Date(seconds: try row.value("createdAt"))
    }
}

extension ReadTransaction {
    public func conversation(_ guid: GUID) throws -> Conversation? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(Conversation.columns) FROM conversation WHERE guid = ?"),
            arguments: [guid.string]
        ).map(Conversation.init)
    }

    /// Lists the conversations that a person takes part in, the one with the newest message first.
    public func conversations(personID: Int64, limit: Int) throws -> [Conversation] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT conversation.id, guid, authorID, subject, createdAt
                    FROM conversationParticipant JOIN conversation
                        ON conversation.id = conversationParticipant.conversationID
                    WHERE conversationParticipant.personID = ? AND hasLeft = 0
                    ORDER BY conversationParticipant.updatedAt DESC, conversation.id DESC LIMIT ?
                    """),
            arguments: [personID, limit]
        ).map(Conversation.init)
    }

    /// Lists the people in a conversation; those of this pod who left are not in it.
    public func participants(conversationID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT personID FROM conversationParticipant
                    WHERE conversationID = ? AND hasLeft = 0 ORDER BY personID
                    """),
            arguments: [conversationID])
    }

    /// Returns whether anybody of this pod is in a conversation.
    public func isReadHere(conversationID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM conversationParticipant AS part
                        JOIN user ON user.personID = part.personID
                        WHERE part.conversationID = ? AND part.hasLeft = 0)
                    """),
            arguments: [conversationID]) ?? false
    }

    public func messages(conversationID: Int64) throws -> [Message] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT guid, authorID, text, createdAt FROM message WHERE conversationID = ?
                    ORDER BY id
                    """),
            arguments: [conversationID]
        ).map(Message.init)
    }
}
