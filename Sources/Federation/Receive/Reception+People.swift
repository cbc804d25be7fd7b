internal import CivilTime
internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

extension Reception {
    /// Only `sharing` counts, as in the reference (protocol, 2.15).
    func apply(_ contact: Entities.Contact, by author: Person) throws {
        guard let recipient = try database.person(contact.recipient), recipient.isHere,
            let user = try database.user(personID: recipient.id), user.closedAt == nil
        else { throw ReceiveFailure.refused("\(contact.recipient) is nobody here") }
        if case .inbox(let recipientID?) = origin, recipientID != recipient.id {
            throw ReceiveFailure.refused("the contact is for somebody else")
        }
        guard author.id != recipient.id else { return }
        if contact.isSharing,
            try database.isBlocked(personID: author.id, byUserID: user.id)
        {
            throw ReceiveFailure.refused("\(author.diasporaID) is ignored by \(user.username)")
        }
        try facts.setSharing(contact.isSharing, by: author, with: user)
    }

    /// Everything is replaced; what is missing is empty.
    func apply(_ profile: Entities.Profile, by author: Person) throws {
        guard !author.isHere else { return }
        // A copy of an older one that comes late, or again, changes nothing.
        if let editedAt = profile.editedAt,
            let known = try database.profileDate(personID: author.id), editedAt < known
        {
            return
        }
        var stored = Profile()
        stored.firstName = profile.firstName ?? ""
        stored.lastName = profile.lastName ?? ""
        stored.bio = profile.bio ?? ""
        stored.location = profile.location ?? ""
        stored.gender = profile.gender ?? ""
        stored.birthday = profile.birthday?.description
        stored.tags = (profile.tagString ?? "").split(whereSeparator: \.isWhitespace)
            .map { String($0.drop { $0 == "#" }) }.joined(separator: " ")
        stored.isSearchable = profile.isSearchable
        stored.isNSFW = profile.isNSFW
        stored.hasPublicDetails = profile.isPublic
        stored.imageURL = profile.imageURL
        stored.imageURLMedium = profile.imageURLMedium
        stored.imageURLSmall = profile.imageURLSmall
        try facts.changeProfile(
            of: author, to: stored, updatedAt: profile.editedAt ?? Date(seconds: 0))
    }

    /// People of this pod read a conversation once it came to them: each must know its author, whoever
    /// else is in it. Of people on blocked pods those stay out who are not known, as nobody asks for them.
    func apply(_ conversation: Entities.Conversation, by author: Person) throws {
        try checkContact(author)
        let participants = try conversation.participants.compactMap { id in
            if let person = try database.person(id) { return person }
            guard try database.isBlocked(id.pod) else {
                throw ReceiveFailure.missing("\(id) is not known here")
            }
            return nil
        }
        guard case .inbox(let recipientID?) = origin else { return }
        guard participants.contains(where: { $0.id == recipientID }) else {
            throw ReceiveFailure.refused("the conversation is among others")
        }
        if let known = try database.conversation(conversation.guid) {
            return try transaction.addParticipant(recipientID, conversationID: known.id)
        }
        for message in conversation.messages {
            if let owner = try database.owner(of: message.guid, .message),
                owner.authorID != author.id
            {
                throw ReceiveFailure.refused("the message \(message.guid) belongs to somebody else")
            }
        }
        let readers = participants.filter { !$0.isHere || $0.id == recipientID }
        guard try facts.beginConversation(conversation, by: author, among: readers) else { return }
        for message in conversation.messages { try ask(forLinksIn: message.text, by: author) }
    }

    func apply(_ message: Entities.Message, by author: Person) throws {
        guard let conversation = try database.conversation(message.conversationGUID) else {
            throw ReceiveFailure.missing("the conversation is not known here")
        }
        guard
            try database.participants(conversationID: conversation.id).contains(author.id)
        else { throw ReceiveFailure.refused("\(author.diasporaID) is not in the conversation") }
        guard try database.isReadHere(conversationID: conversation.id) else {
            throw ReceiveFailure.refused("nobody of this pod is in the conversation any more")
        }
        let isNew = try facts.addMessage(message, to: conversation, by: author)
        if isNew { try ask(forLinksIn: message.text, by: author) }
    }

    /// People write to those who have them among their contacts.
    private func checkContact(_ author: Person) throws {
        guard case .inbox(let recipientID?) = origin,
            let user = try database.user(personID: recipientID)
        else { return }
        guard try database.contact(userID: user.id, personID: author.id) != nil else {
            throw ReceiveFailure.refused(
                "\(author.diasporaID) is not among the contacts of \(user.username)")
        }
    }
}
