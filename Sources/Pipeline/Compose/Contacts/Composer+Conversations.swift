public import Diaspora
internal import Foundation
public import Store

extension Composer {
    /// Starts a private conversation.
    ///
    /// - Returns: Its GUID.
    public func startConversation(
        with ids: [DiasporaID], subject: String, text: String, as author: Author
    ) throws -> GUID {
        let subject = subject.storable.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...255).contains(subject.unicodeScalars.count) else {
            throw ComposeError.conversation("a subject has 1 to 255 characters")
        }
        let text = try checked(text)
        let guid = newGUID()
        let messageGUID = newGUID()
        let now = clock.now()
        try database.write { transaction in
            let others = try Set(ids).subtracting([author.person.diasporaID])
                .sorted { $0.description < $1.description }
                .map { try known($0, in: transaction.reading) }
            guard !others.isEmpty else {
                throw ComposeError.conversation("a conversation needs somebody else")
            }
            for person in others { try checkContact(person, of: author, in: transaction.reading) }
            guard
                let id = try transaction.insertConversation(
                    guid: guid, authorID: author.person.id, subject: subject,
                    participantIDs: others.map(\.id), createdAt: now)
            else { return }
            try transaction.insertMessage(
                guid: messageGUID, conversationID: id, authorID: author.person.id, text: text,
                createdAt: now)
            try TextSurroundings(settings: settings).render(
                UnrenderedText(.message, guid: messageGUID.string, text: text), in: transaction)
            let message = Entities.Message(
                author: author.person.diasporaID, guid: messageGUID, text: text, createdAt: now,
                conversationGUID: guid)
            try outbox(transaction).send(
                .conversation(
                    Entities.Conversation(
                        author: author.person.diasporaID, guid: guid, subject: subject,
                        createdAt: now,
                        participants: [author.person.diasporaID] + others.map(\.diasporaID),
                        messages: [message])),
                from: author.person, to: others.map(\.id), orderKey: guid.string)
        }
        return guid
    }

    /// Says something in a conversation.
    ///
    /// - Returns: The message's GUID.
    public func reply(to guid: GUID, text: String, as author: Author) throws -> GUID {
        let text = try checked(text)
        let messageGUID = newGUID()
        let now = clock.now()
        try database.write { transaction in
            let conversation = try conversation(guid, of: author, in: transaction.reading)
            try transaction.insertMessage(
                guid: messageGUID, conversationID: conversation.id, authorID: author.person.id,
                text: text, createdAt: now)
            try TextSurroundings(settings: settings).render(
                UnrenderedText(.message, guid: messageGUID.string, text: text), in: transaction)
            let others = try transaction.reading.participants(conversationID: conversation.id)
                .filter { $0 != author.person.id }
            try outbox(transaction).send(
                .message(
                    Entities.Message(
                        author: author.person.diasporaID, guid: messageGUID, text: text,
                        createdAt: now, conversationGUID: guid)),
                from: author.person, to: others, orderKey: guid.string)
        }
        return messageGUID
    }

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
            throw ComposeError.conversation("the message has no text")
        }
        guard text.unicodeScalars.count <= PostContent.maximumLimitedCharacters else {
            throw ComposeError.conversation("a message has at most 65,535 characters")
        }
        return text
    }

    /// The other pod takes it from its people's contacts alone (protocol, 2.15).
    private func checkContact(
        _ person: Person, of author: Author, in database: ReadTransaction
    ) throws {
        guard
            let contact = try database.contact(userID: author.user.id, personID: person.id),
            contact.isReceiving
        else { throw ComposeError.notAContact("\(person.diasporaID)") }
    }
}
