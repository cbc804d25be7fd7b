public import Diaspora
internal import Foundation
public import Store

extension Facts {
    /// Inserts a private conversation with its first messages; participants elsewhere are notified
    /// by their author's pod.
    ///
    /// - Parameter participants: The people besides the author who read it here, or elsewhere.
    /// - Returns: Whether it is new.
    public func beginConversation(
        _ conversation: Entities.Conversation, by author: Person, among participants: [Person]
    ) throws -> Bool {
        guard
            let id = try transaction.insertConversation(
                guid: conversation.guid, authorID: author.id, subject: conversation.subject,
                participantIDs: participants.map(\.id), createdAt: conversation.createdAt ?? now,
                orderedAt: min(conversation.createdAt ?? now, now))
        else { return false }
        for message in conversation.messages {
            _ = try insert(message, conversationID: id, by: author)
        }
        if origin == .here {
            try outbox.send(
                .conversation(conversation), from: author, to: participants.map(\.id),
                orderKey: conversation.guid.string)
        }
        return true
    }

    /// Adds a message to a conversation, and tells the others in it if it was written here.
    ///
    /// - Returns: Whether it is new.
    public func addMessage(
        _ message: Entities.Message, to conversation: Conversation, by author: Person
    ) throws -> Bool {
        guard try insert(message, conversationID: conversation.id, by: author) else { return false }
        if origin == .here {
            let others = try database.participants(conversationID: conversation.id)
                .filter { $0 != author.id }
            try outbox.send(
                .message(message), from: author, to: others, orderKey: conversation.guid.string)
        }
        return true
    }

    /// Records that a user of this pod leaves a conversation.
    func leave(_ conversation: Conversation, _ person: Person) throws {
        try transaction.removeParticipant(person.id, conversationID: conversation.id)
    }

    private func insert(
        _ message: Entities.Message, conversationID: Int64, by author: Person
    ) throws -> Bool {
        let isNew = try transaction.insertMessage(
            guid: message.guid, conversationID: conversationID, authorID: author.id,
            text: message.text, createdAt: message.createdAt ?? now,
            orderedAt: min(message.createdAt ?? now, now))
        if isNew, origin == .here {
            try render(UnrenderedText(.message, guid: message.guid.string, text: message.text))
        }
        return isNew
    }
}
