internal import GRDB

/// A conversation that the reader takes part in.
public struct ReadableConversation: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let subject: String
    /// The time of the newest message, in seconds since 1970.
    public let updatedAt: Int64
    /// Messages that came since the reader last opened it.
    public let unreadCount: Int
    /// Everybody in it, the reader too, up to a number.
    public let participants: [ReadablePerson]

    /// The most people of a conversation that are named.
    public static let participantLimit = 100
}

/// A message as a page shows it.
public struct ReadableMessage: Sendable, Equatable {
    public enum Body: Sendable, Equatable {
        case html(String)
        /// A text of the reader's own that is still to be rendered.
        case waiting(String)
    }

    public let id: Int64
    public let guid: String
    public let author: ReadablePerson
    /// Seconds since 1970.
    public let createdAt: Int64
    public let body: Body
}

extension ReaderTransaction {
    /// Lists the reader's conversations, the one with the newest message first.
    ///
    /// - Parameter position: The place after which the page begins; nil for the first page. Its rows are conversations.
    public func conversations(
        after position: StreamPosition?, limit: Int
    ) throws -> [ReadableConversation] {
        let position = position ?? .beginning
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, subject, updatedAt, unreadCount FROM readableConversation
                    WHERE (updatedAt, id) < (?, ?) ORDER BY updatedAt DESC, id DESC LIMIT ?
                    """),
            arguments: [position.key, position.row, limit]
        ).map(conversation)
    }

    /// Finds a conversation; nil if the reader does not take part in one of that GUID.
    public func conversation(guid: String) throws -> ReadableConversation? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, subject, updatedAt, unreadCount FROM readableConversation
                    WHERE guid = ?
                    """),
            arguments: [guid]
        ).map(conversation)
    }

    /// Counts the conversations with messages that the reader has not read.
    public func unreadConversationCount() throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(guid) FROM readableConversation WHERE unreadCount > 0")) ?? 0
    }

    /// Lists the messages of a conversation that come before one, the newest of these, oldest first. Those of people whom the
    /// reader ignores are left out.
    ///
    /// - Parameter id: The row of that message; nil for the last ones.
    public func messages(
        conversationID: Int64, before id: Int64?, limit: Int
    ) throws -> [ReadableMessage] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, authorID, createdAt, html FROM readableMessage
                    WHERE conversationID = ? AND id < ? AND \(ListFilter.answers)
                    ORDER BY id DESC LIMIT ?
                    """),
            arguments: [conversationID, id ?? .max, limit])
        return try rows.reversed().compactMap { try message($0, .html(try $0.value(4))) }
    }

    /// Lists the reader's own messages in a conversation that are still to be rendered, oldest first.
    public func waitingMessages(conversationID: Int64, limit: Int) throws -> [ReadableMessage] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, authorID, createdAt, text FROM readableWaitingMessage
                    WHERE conversationID = ? ORDER BY id LIMIT ?
                    """),
            arguments: [conversationID, limit]
        ).compactMap { try message($0, .waiting(try $0.value(4))) }
    }

    private func conversation(_ row: Row) throws -> ReadableConversation {
        let id: Int64 = try row.value(0)
        let people = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(ReadablePerson.columns) FROM readableParticipant AS part
                    JOIN readablePerson AS person ON person.id = part.personID
                    WHERE part.conversationID = ? ORDER BY part.personID LIMIT ?
                    """),
            arguments: [id, ReadableConversation.participantLimit])
        return try ReadableConversation(
            id: id, guid: row.value(1), subject: row.value(2), updatedAt: row.value(3),
            unreadCount: row.value(4), participants: people.map { try ReadablePerson($0) })
    }

    private func message(_ row: Row, _ body: ReadableMessage.Body) throws -> ReadableMessage? {
        guard let author = try person(id: try row.value(2)) else { return nil }
        return ReadableMessage(
            id: try row.value(0), guid: try row.value(1), author: author,
            createdAt: try row.value(3), body: body)
    }
}
