public import Diaspora
internal import Foundation
public import Store

extension Composer {
    /// Starts a private conversation.
    ///
    /// - Parameter key: That of the form that asks for it.
    /// - Returns: Its GUID.
    public func startConversation(
        with ids: [DiasporaID], subject: String, text: String, as author: Author,
        key: IdempotencyKey? = nil
    ) throws -> GUID {
        let subject = subject.storable.trimmingCharacters(in: .whitespacesAndNewlines)
        let limit = 255
        guard (1...limit).contains(subject.unicodeScalars.count) else {
            throw ComposeError.subjectLength(limit: limit)
        }
        let text = try checked(text)
        let guid = context.newGUID()
        let messageGUID = context.newGUID()
        let now = clock.now()
        return try context.record { facts in
            try facts.recordOnce(key, of: author) {
                let database = facts.database
                let others = try Set(ids).subtracting([author.person.diasporaID])
                    .sorted { $0.description < $1.description }
                    .map { try known($0, in: database) }
                guard !others.isEmpty else { throw ComposeError.noParticipant }
                for person in others {
                    try checkContact(person, of: author, in: database)
                    guard try isRead(author, by: person, in: database) else {
                        throw Self.refusal(of: [person], author)
                    }
                }
                let id = author.person.diasporaID
                let message = Entities.Message(
                    author: id, guid: messageGUID, text: text, createdAt: now,
                    conversationGUID: guid)
                _ = try facts.beginConversation(
                    Entities.Conversation(
                        author: id, guid: guid, subject: subject, createdAt: now,
                        participants: [id] + others.map(\.diasporaID), messages: [message]),
                    by: author.person, among: others)
                return guid
            }
        }
    }

    /// Adds a message to a conversation.
    ///
    /// - Parameter key: That of the form that asks for it.
    /// - Returns: The message's GUID.
    public func reply(
        to guid: GUID, text: String, as author: Author, key: IdempotencyKey? = nil
    ) throws -> GUID {
        let text = try checked(text)
        let messageGUID = context.newGUID()
        let now = clock.now()
        return try context.record { facts in
            try facts.recordOnce(key, of: author) {
                let database = facts.database
                let conversation = try conversation(guid, of: author, in: database)
                let others = try database.participants(conversationID: conversation.id)
                    .filter { $0 != author.person.id }
                    .compactMap { try database.person(id: $0) }
                guard try others.contains(where: { try isRead(author, by: $0, in: database) })
                else {
                    throw Self.refusal(of: others, author)
                }
                _ = try facts.addMessage(
                    Entities.Message(
                        author: author.person.diasporaID, guid: messageGUID, text: text,
                        createdAt: now, conversationGUID: guid),
                    to: conversation, by: author.person)
                return messageGUID
            }
        }
    }

    /// Notes that the author has read a conversation up to a message, by its row.
    public func markRead(_ guid: GUID, through messageID: Int64, as author: Author) throws {
        try database.write { transaction in
            let conversation = try conversation(guid, of: author, in: transaction.reading)
            try transaction.setRead(
                conversationID: conversation.id, through: messageID, personID: author.person.id)
        }
    }

    /// Leaves a conversation: the author gets no more messages of it, and it is gone for them. Other pods are not told, for
    /// which the protocol has no message.
    public func leaveConversation(_ guid: GUID, as author: Author) throws {
        try context.record { facts in
            let conversation = try conversation(guid, of: author, in: facts.database)
            try facts.leave(conversation, author.person)
        }
    }

    /// Returns a conversation that the author takes part in.
    ///
    /// - Throws: ``ComposeError/unknownConversation(_:)``, for those of others too.
    public func conversation(
        _ guid: GUID, of author: Author, in database: ReadTransaction
    ) throws -> Conversation {
        guard let conversation = try database.conversation(guid),
            try database.participants(conversationID: conversation.id).contains(author.person.id)
        else { throw ComposeError.unknownConversation(guid.string) }
        return conversation
    }

    private func checked(_ text: String) throws -> String {
        let text = text.storable
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ComposeError.emptyMessage
        }
        guard text.unicodeScalars.count <= PostContent.maximumLimitedCharacters else {
            throw ComposeError.messageTooLong(limit: PostContent.maximumLimitedCharacters)
        }
        return text
    }

    /// Whether a person reads messages of a user of this pod. Other pods decide that themselves; here people read
    /// those who are their contacts and whom they do not ignore, and in any case the user who speaks for the pod.
    private func isRead(
        _ author: Author, by person: Person, in database: ReadTransaction
    ) throws -> Bool {
        guard let user = try database.user(personID: person.id),
            author.user.username != settings.adminAccount
        else { return true }
        return try database.contact(userID: user.id, personID: author.person.id) != nil
            && !database.isBlocked(personID: author.person.id, byUserID: user.id)
    }

    private static func refusal(of people: [Person], _ author: Author) -> ComposeError {
        people.isEmpty
            ? .nobodyLeft
            : .takesNoMessages(people.map { "\($0.diasporaID)" }, from: author.user.username)
    }

    /// Checks that a person shares with the author: their pod accepts a conversation from contacts
    /// alone (protocol, 2.15).
    private func checkContact(
        _ person: Person, of author: Author, in database: ReadTransaction
    ) throws {
        guard
            let contact = try database.contact(userID: author.user.id, personID: person.id),
            contact.isReceiving
        else { throw ComposeError.notAContact("\(person.diasporaID)") }
    }
}
