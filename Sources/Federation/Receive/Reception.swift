internal import Composing
internal import Diaspora
internal import Foundation
internal import Logging
internal import Markdown
internal import Store

/// Lets one message take effect, in the transaction that takes it from the inbox.
///
/// Spec: diaspora* federation protocol, 2.12 and 2.17. Receiving twice is receiving once.
struct Reception {
    /// How the message came here.
    enum Origin: Equatable {
        /// To the public inbox, or to that of a person.
        case inbox(recipientID: Int64?)
        /// This pod asked for it, and so keeps it.
        case fetched
    }

    let facts: Facts
    let origin: Origin

    var transaction: WriteTransaction { facts.transaction }
    var database: ReadTransaction { facts.database }
    var now: Date { facts.now }
    var outbox: MessageOutbox { facts.outbox }

    /// - Returns: Why nothing of it is kept; nil if it took effect, now or when it came before.
    /// - Throws: ``ReceiveFailure``, ``StoreError``.
    func apply(
        _ message: VerifiedMessage, evidence: Evidence
    ) throws -> DroppedMessages.Reason? {
        // The reference has no receiver for them either (protocol, 2.15).
        if message.entity.isPassedOver { return .unsupported }
        if try isTombstoned(message.entity) {
            if case .retraction = message.entity { return nil }
            return .deleted
        }
        let authorized: AuthorizedMessage
        do {
            authorized = try message.authorized(by: evidence, policy: .strict)
        } catch {
            throw error.isRetryable
                ? ReceiveFailure.missing(error.description) : .refused(error.description)
        }
        guard let author = try database.person(message.entity.author) else {
            throw ReceiveFailure.missing("\(message.entity.author) is not known here")
        }
        if author.closedAt != nil, !message.entity.isAboutAnAccount {
            // A pod that closes an account ends what it shared too, in whatever order.
            if case .contact(let contact) = message.entity, !contact.isSharing { return nil }
            throw ReceiveFailure.refused("the account of \(author.diasporaID) is closed")
        }
        // What is about an account is not answered: two closed ones would answer each other for ever.
        if case .inbox(let recipientID?) = origin, !message.entity.isAboutAnAccount,
            let recipient = try database.person(id: recipientID),
            recipient.closedAt != nil
        {
            try answerForClosed(recipient, to: message.sender)
            return nil
        }
        let reason = try apply(authorized, by: author)
        try transaction.scheduleCheck(message.sender.authority, at: now)
        return reason
    }

    private func apply(
        _ message: AuthorizedMessage, by author: Person
    ) throws -> DroppedMessages.Reason? {
        switch message.entity {
        case .statusMessage(let post):
            return try apply(post, by: author, isKnown: message.isKnown)
        case .reshare(let reshare):
            return try apply(reshare, by: author, isKnown: message.isKnown)
        case .photo(let photo): return try apply(photo, by: author)
        case .comment(let comment): return try apply(comment, by: author, message)
        case .like(let like): return try apply(like, by: author, message)
        case .pollParticipation(let vote): return try apply(vote, by: author, message)
        case .participation(let participation): return try apply(participation, by: author)
        case .contact(let contact): try apply(contact, by: author)
        case .profile(let profile): try apply(profile, by: author)
        case .conversation(let conversation): try apply(conversation, by: author)
        case .message(let said): try apply(said, by: author)
        case .retraction(let retraction): try apply(retraction, message)
        case .accountDeletion: try close(author)
        case .accountMigration(let migration): try apply(migration, message)
        case .event, .eventParticipation: return .unsupported
        }
        return nil
    }

    /// What somebody deleted stays deleted. Attack 13. What somebody else used the same GUID for
    /// hinders nothing. Attack 66.
    private func isTombstoned(_ entity: Entity) throws -> Bool {
        if case .retraction(let retraction) = entity { return try isTakenBack(retraction) }
        // Its author may have deleted the post while somebody asked to take part.
        if case .participation(let participation) = entity,
            try database.post(participation.parentGUID) == nil,
            try database.isDeleted(participation.parentGUID, .post)
        {
            return true
        }
        guard let guid = entity.guid, let kind = entity.guidKind else { return false }
        return try database.isDeleted(guid, kind, by: entity.author)
    }

    /// Whether what a retraction is about is gone already.
    ///
    /// Answers are taken back by the author of the post too, so that their tombstones may be anybody's.
    private func isTakenBack(_ retraction: Entities.Retraction) throws -> Bool {
        let guid = retraction.targetGUID
        guard let kind = GUIDKind(retracted: retraction.targetType),
            try database.owner(of: guid, kind) == nil
        else { return false }
        switch kind {
        case .comment, .like, .vote: return try database.isDeleted(guid, kind)
        default: return try database.isDeleted(guid, kind, by: retraction.author)
        }
    }

    // MARK: - What is kept

    /// Whether a public entity of a person is of interest: somebody here and they are contacts, or this
    /// pod asked for it.
    func isKept(by author: Person) throws -> Bool {
        try origin == .fetched || author.isHere || database.hasContacts(personID: author.id)
    }

    /// The people of this pod whom a text mentions.
    func mentionedHere(_ text: String) throws -> [Int64] {
        guard text.contains(bytesOf: "@{") else { return [] }
        return try mentioned(text).filter { try database.person(id: $0)?.isHere == true }
    }

    func mentioned(_ text: String) throws -> [Int64] {
        guard text.contains(bytesOf: "@{") else { return [] }
        return try database.people(TextNames(in: text).mentions)
    }

    // MARK: - Closed accounts

    /// Says that a person here is gone, or where they are now. Spec: protocol, 2.18.
    private func answerForClosed(_ person: Person, to sender: DiasporaID) throws {
        guard let writer = try database.person(sender), !writer.isHere else { return }
        if let envelope = try database.migrationEnvelope(personID: person.id) {
            return try outbox.pass(
                envelope, kind: Entities.AccountMigration.name, of: person, to: [writer.id])
        }
        try outbox.send(
            .accountDeletion(Entities.AccountDeletion(author: person.diasporaID)), from: person,
            to: [writer.id])
    }
}

extension Entity {
    /// Whether it is about an account as a whole, which may be closed already.
    fileprivate var isAboutAnAccount: Bool {
        switch self {
        case .accountDeletion, .accountMigration: true
        default: false
        }
    }
}
