internal import Diaspora
internal import Store

/// What has to be got from other pods before a message can be judged.
struct SupplyErrand: Sendable {
    private let people: [DiasporaID]
    private let reference: RelatedReference?
    /// Whether somebody here has to do with the sender or the author, or is mentioned.
    private let isOfInterest: Bool
    /// Whether what it belongs to was deleted: nobody asks for that again. Attack 13.
    private let isTooLate: Bool

    /// - Parameter guids: What comes in the same batch, and so need not be got.
    /// - Returns: nil if everything is here.
    init?(
        message: VerifiedMessage, inBatch guids: Set<GUID>, in database: ReadTransaction,
        keys: KeyRing
    ) throws {
        guard !message.entity.isPassedOver else { return nil }
        let interest = Interest(database: database)
        isOfInterest = try interest.isOne(message.sender) || interest.touches(message.entity)
        let requirements = message.requirements
        var wanted = requirements.keys + [message.entity.author]
        switch message.entity {
        case .conversation(let conversation):
            // It names as many people as it likes: a stranger's makes this pod ask for none.
            if isOfInterest { wanted += conversation.participants }
        case .accountMigration(let migration):
            wanted += [migration.oldIdentity, migration.newIdentity]
        default: break
        }
        people = try Set(wanted).filter { try database.person($0) == nil }
        let search = EvidenceSearch(database: database, keys: keys)
        reference = try requirements.related.flatMap { reference in
            try reference.fetch == nil || guids.contains(reference.guid)
                || search.related(reference) != nil ? nil : reference
        }
        guard !people.isEmpty || reference != nil else { return nil }
        isTooLate = try reference.map { try database.isDeleted(guid: $0.guid.string) } ?? false
    }

    func run(
        for message: VerifiedMessage, isPrivate: Bool, receiver: Receiver
    ) async -> IncomingBatch.Outcome {
        if isTooLate { return .dropped(.deleted, by: message.sender) }
        if let reference {
            // What belongs to nothing known, by people nobody here knows, is no concern of this pod.
            guard isPrivate || isOfInterest else {
                return .dropped(.noConcern, by: message.sender)
            }
            // A limited post comes by itself, or never did; nobody may be asked for it.
            guard !isPrivate else { return .verified(message) }
            if let failure = await receiver.fetch(reference) { return .failed(failure) }
        }
        // All at once: each may take its pod's time.
        return await withTaskGroup(of: Result<Person, ReceiveFailure>.self) { group in
            for id in people { group.addTask { await receiver.find(id) } }
            for await result in group {
                if case .failure(let failure) = result { return .failed(failure) }
            }
            return .verified(message)
        }
    }
}
