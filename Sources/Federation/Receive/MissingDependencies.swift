internal import Composing
internal import Diaspora
internal import Store

/// The people and the entity to fetch from other pods before a message can be authorized, or the reason to drop it.
struct MissingDependencies: Sendable {
    let people: [DiasporaID]
    /// What the message belongs to, if that is to be fetched.
    let wanted: WantedEntity?
    /// Why nobody is asked and nothing is kept.
    let dropped: DroppedMessages.Reason?

    /// Participants of one conversation whose pods are asked in one try.
    private static let maximumParticipants = 20

    /// - Parameter pending: What comes in the same batch or the one before, and so need not be got.
    /// - Returns: nil if everything is here.
    init?(
        message: VerifiedMessage, isPrivate: Bool, pending: PendingEntities,
        in database: ReadTransaction, keys: KeyRing, quotas: inout QuotaGlance
    ) throws {
        guard !message.entity.isPassedOver else { return nil }
        let interest = Interest(database: database, newContacts: pending.newContacts)
        let requirements = message.requirements
        var named = requirements.keys + [message.entity.author]
        switch message.entity {
        case .conversation(let conversation):
            // It names as many people as it likes: a stranger's makes this pod ask for none, and anybody else's
            // for a few in each try. Who is of a blocked pod is left out. Attack 19.
            if try interest.touches(message) {
                named += try conversation.participants.lazy
                    .filter { try database.person($0) == nil && !database.isBlocked($0.pod) }
                    .prefix(Self.maximumParticipants)
            }
        case .accountMigration(let migration):
            named += [migration.oldIdentity, migration.newIdentity]
        default: break
        }
        let unknown = try Set(named).filter { try database.person($0) == nil }
        let search = EvidenceSearch(database: database, keys: keys)
        let needed = try requirements.related.flatMap { reference in
            try reference.fetch == nil || pending.guids.contains(reference.guid)
                || search.related(reference) != nil ? nil : reference
        }
        guard needed != nil || !unknown.isEmpty else { return nil }
        // Fetched things are charged to the sender, the message itself to its author, who may be looked up for it.
        let fetcher =
            try needed != nil && quotas.concerns(message, in: database) ? message.sender : nil
        let payers = try [fetcher, quotas.payer(of: message, in: database)].compactMap(\.self)
        if try payers.contains(where: { try quotas.isReached(by: $0, in: database) }) {
            (people, wanted, dropped) = ([], nil, .quota)
            return
        }
        guard let needed else {
            (people, wanted, dropped) = (Array(unknown), nil, nil)
            return
        }
        // What was deleted nobody asks for again. Attack 13.
        if try Self.isDeleted(needed, of: message.sender, in: database) {
            (people, wanted, dropped) = ([], nil, .deleted)
            return
        }
        // A limited post comes by itself, or never did; nobody may be asked for it.
        guard !isPrivate else { return nil }
        // What belongs to nothing known, by people nobody here knows, is no concern of this pod.
        guard try interest.touches(message) else {
            (people, wanted, dropped) = ([], nil, .noConcern)
            return
        }
        (people, dropped) = (Array(unknown), nil)
        wanted = WantedEntity(reference: needed, sender: message.sender)
    }

    /// Whether a needed thing was here and is gone. Answers to a post come here from its author, whose
    /// tombstone it then is, or to its author, who is somebody of this pod.
    private static func isDeleted(
        _ needed: RelatedReference, of sender: DiasporaID, in database: ReadTransaction
    ) throws -> Bool {
        switch needed {
        case .root(let guid, let author): try database.isDeleted(guid, .post, by: author)
        case .parent(.post, let guid, _):
            try database.isDeleted(guid, .post, by: sender) || database.isDeletedHere(guid, .post)
        case .parent(.poll, let guid, _):
            try database.isDeleted(guid, .poll, by: sender) || database.isDeletedHere(guid, .poll)
        case .parent(.comment, let guid, _):
            // Whose it was nobody says: the tombstones of strangers count for nothing.
            try database.isDeleted(guid, .comment, by: sender)
                || database.isDeletedHere(guid, .comment)
                || database.isDeletedByAdded(guid, .comment)
        case .parent(.event, _, _), .ownPost, .target: false
        }
    }

    /// What is missing still, once everything was asked for; nil if nothing is.
    func failure(
        people found: [DiasporaID: Result<Person, ReceiveFailure>],
        fetches: [WantedEntity: ReceiveFailure]
    ) -> ReceiveFailure? {
        if let wanted, let failure = fetches[wanted] { return failure }
        for id in people {
            if case .failure(let failure) = found[id] { return failure.ofReference }
        }
        return nil
    }
}
