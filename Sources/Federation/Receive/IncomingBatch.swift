internal import Blocking
internal import Composing
internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Store

/// A leased batch of inbox entries, which are decrypted, read and verified together.
struct IncomingBatch {
    typealias Outcome = JudgedEntry.Outcome

    private enum Opened: Sendable {
        case message(IncomingMessage)
        case failed(ReceiveFailure, MessageClaim)
        case blocked(PodName)
    }

    /// People looked up at once: as many as a batch has senders, and as many again.
    private static let maximumPeople = 512

    let receiver: Receiver
    let entries: [InboxEntry]
    /// What the batch before brings, which is being stored.
    let pending: PendingEntities

    var database: PodDatabase { receiver.context.database }

    /// What came of each entry, in their order.
    func judged() async -> [JudgedEntry] {
        guard !entries.isEmpty else { return [] }
        return zip(entries, await outcomes()).map(JudgedEntry.init)
    }

    private func outcomes() async -> [Outcome] {
        do {
            let opened = try withoutBlocked(open())
            let senders = await people(try wantedSenders(opened))
            let outcomes = try verify(opened, senders: senders)
            return try await supply(outcomes)
        } catch {
            guard entries.count > 1 else { return [.failed(.later("\(error)"), MessageClaim())] }
            // Of one of them, perhaps: the others are judged without it.
            var outcomes: [Outcome] = []
            for entry in entries {
                let alone = IncomingBatch(receiver: receiver, entries: [entry], pending: pending)
                outcomes += await alone.outcomes()
            }
            return outcomes
        }
    }

    // MARK: - Reading

    /// Decrypts and reads each entry, on all processors.
    private func open() throws -> [Opened] {
        let privateKeys = try database.read { database in
            var found: [Int64: Result<RSAPrivateKey, KeyRingError>] = [:]
            for id in Set(entries.compactMap(\.recipientID)) {
                guard let person = try database.person(id: id) else { continue }
                do {
                    found[id] = .success(try receiver.keys.privateKey(of: person, in: database))
                } catch let error as KeyRingError {
                    // It holds up what came for this person alone.
                    found[id] = .failure(error)
                }
            }
            return found
        }
        return Threads().map(entries) { entry in
            var claim = MessageClaim()
            do {
                let key = try entry.recipientID.map { id in
                    guard let key = privateKeys[id] else {
                        throw ReceiveFailure.refused("its recipient is gone")
                    }
                    return try key.get()
                }
                let envelope = try IncomingMessage.envelope(of: entry.body, for: key)
                claim.sender = envelope.sender.description
                do {
                    return .message(
                        try IncomingMessage(
                            envelope: envelope, route: key == nil ? .everyone : .person))
                } catch {
                    claim = MessageClaim(envelope)
                    throw error
                }
            } catch let failure as ReceiveFailure {
                return .failed(failure, claim)
            } catch let error as KeyRingError {
                return .failed(.later("\(error)"), claim)
            } catch IncomingMessageError.cryptography(let error) {
                return .failed(.later(error.description), claim)
            } catch {
                return .failed(.refused("\(error)"), claim)
            }
        }
    }

    /// Sets aside what comes from pods that are blocked: nobody looks whether it is genuine.
    private func withoutBlocked(_ opened: [Opened]) throws -> [Opened] {
        try database.read { database in
            let blocked = try BlockedMessage(database)
            return try opened.map { opened in
                guard case .message(let message) = opened else { return opened }
                return try blocked.pod(of: message).map(Opened.blocked) ?? opened
            }
        }
    }

    /// The senders that must be known: not those of whom nobody here has heard and whose message is for
    /// nobody here.
    private func wantedSenders(_ opened: [Opened]) throws -> Set<DiasporaID> {
        try database.read { database in
            var wanted: Set<DiasporaID> = []
            var strangers: [IncomingMessage] = []
            // What strangers say may belong to what others bring at the same time.
            var pending = pending
            var quotas = QuotaGlance(receiver.quota)
            for case (let entry, .message(let message)) in zip(entries, opened) {
                let isKnown = try database.person(message.sender) != nil
                if try !isKnown
                    && quotas.isReached(by: message.sender, in: database)
                {
                    continue
                }
                if isKnown || entry.recipientID != nil {
                    wanted.insert(message.sender)
                    pending.add(message.entity, from: message.sender)
                } else {
                    strangers.append(message)
                }
            }
            let heard = try strangers.filter {
                try isOfInterest($0.entity, pending: pending, in: database)
            }
            return wanted.union(heard.map(\.sender))
        }
    }

    /// Whether a public message of a stranger touches anything here.
    private func isOfInterest(
        _ entity: Entity, pending: PendingEntities, in database: ReadTransaction
    ) throws -> Bool {
        let interest = Interest(database: database, newContacts: pending.newContacts)
        switch entity {
        case .statusMessage: return try interest.touches(entity)
        case .accountMigration(let migration):
            return try database.person(migration.oldIdentity) != nil
                || database.person(migration.newIdentity) != nil
        case .retraction, .profile, .accountDeletion, .photo, .event: return false
        default:
            if try interest.touches(entity) { return true }
            guard let related = RelatedReference(of: entity) else { return false }
            if pending.guids.contains(related.guid) { return true }
            return try EvidenceSearch(database: database, keys: receiver.keys)
                .related(related) != nil
        }
    }

    /// Finds people, asking their pods where they are new: of so many at most, as each one is a request
    /// to a place that a stranger may have chosen. Whoever is too many is looked for by a later try.
    func people(
        _ ids: Set<DiasporaID>
    ) async -> [DiasporaID: Result<Person, ReceiveFailure>] {
        let asked = ids.prefix(Self.maximumPeople)
        let tooMany = ids.subtracting(asked).map { id in
            (id, Result<Person, ReceiveFailure>.failure(.later("too many people are new at once")))
        }
        return await found(asked).merging(tooMany) { first, _ in first }
    }

    private func found(
        _ ids: Set<DiasporaID>.SubSequence
    ) async -> [DiasporaID: Result<Person, ReceiveFailure>] {
        await withTaskGroup(of: (DiasporaID, Result<Person, ReceiveFailure>).self) { group in
            for id in ids {
                group.addTask {
                    let person = await Timeout.run(for: receiver.timeout) {
                        await receiver.find(id)
                    }
                    return (id, person ?? .failure(.later("the pod of \(id) is slow")))
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func verify(
        _ opened: [Opened], senders: [DiasporaID: Result<Person, ReceiveFailure>]
    ) throws -> [Outcome] {
        let keys = try database.read { database in
            try senders.compactMapValues { result -> RSAPublicKey? in
                guard case .success(let person) = result else { return nil }
                return try receiver.keys.publicKey(of: person, in: database)
            }
        }
        return Threads().map(opened) { opened in
            switch opened {
            case .failed(let failure, let claim): return .failed(failure, claim)
            case .blocked(let pod): return .blocked(pod)
            case .message(let message):
                guard let sender = senders[message.sender] else {
                    return .dropped(.stranger, by: message.sender)
                }
                if case .failure(let failure) = sender {
                    return .failed(failure, MessageClaim(message))
                }
                guard let key = keys[message.sender] else {
                    return .failed(
                        .refused("the key of \(message.sender) cannot be used"),
                        MessageClaim(message))
                }
                do {
                    return .verified(try message.verified(with: key))
                } catch IncomingMessageError.envelope(.invalidSignature) {
                    return .failed(
                        .refused(SenderHint.otherKey.text(message.sender)), MessageClaim(message))
                } catch {
                    return .failed(.refused("\(error)"), MessageClaim(message))
                }
            }
        }
    }
}
