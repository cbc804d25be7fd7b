internal import Composing
internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Logging
internal import Store
internal import Workers

/// The part of a transaction that stores what came of messages and takes them from the inbox, or puts them off.
///
/// What is counted, and what is shown on pages, is gathered and stored once for all of them.
struct Settlement {
    private static let waitingQuota = InboxQuota(
        entries: 10_000, bytes: 64 << 20, entriesOfOne: 1_000, bytesOfOne: 16 << 20)
    private static let heldQuota = InboxQuota(
        entries: 1_000, bytes: 64 << 20, entriesOfOne: 100, bytesOfOne: 16 << 20)

    private let receiver: Receiver
    private let transaction: WriteTransaction
    private let facts: Facts
    private var dropped = DropTally()
    private var strangers = StrangerTally()
    private var quotas: QuotaGlance
    /// Addresses that were noted as known.
    private var notedAddresses: Set<String> = []
    /// Addresses and senders that were looked at for that.
    private var judgedSources: Set<String> = []
    /// Whether an entry stays in the inbox.
    private var hasKept = false

    init(by receiver: Receiver, in transaction: WriteTransaction) {
        self.receiver = receiver
        self.transaction = transaction
        quotas = QuotaGlance(receiver.quota)
        facts = Facts(
            context: receiver.context, transaction: transaction, origin: .elsewhere,
            removals: SharedRemovalBudget(receiver.removalBudget))
    }

    private var database: ReadTransaction { transaction.reading }
    private var now: Date { receiver.context.clock.now() }

    /// Lets one message take effect and removes it from the inbox; or puts it off, or holds it.
    mutating func add(_ judged: JudgedEntry) throws {
        let entry = judged.entry
        switch judged.outcome {
        case .verified(let message):
            do {
                try noteAddress(of: entry, message)
                try apply(message, from: entry)
                try transaction.deleteInboxEntry(id: entry.id)
            } catch let failure as ReceiveFailure {
                try keep(entry, failure, MessageClaim(message))
            } catch StoreError.constraint(let reason) {
                // The database's own rules refused it, whatever these here forgot.
                try keep(entry, .refused(reason), MessageClaim(message))
            } catch StoreError.failed(_, let reason), StoreError.corrupt(_, let reason) {
                // Of a row that it touches, perhaps: the others of its batch go on.
                try keep(entry, .later(reason), MessageClaim(message))
            }
        case .failed(let failure, let claim):
            try keep(entry, failure, claim)
        case .dropped(let reason, let sender):
            dropped.add(reason, by: sender)
            try transaction.deleteInboxEntry(id: entry.id)
        case .blocked(let pod):
            dropped.add(blocked: pod)
            try transaction.deleteInboxEntry(id: entry.id)
        }
    }

    /// Puts off, or holds, a message on which the database fails; it counts for the address that it came from.
    ///
    /// Nothing else is stored or looked up, as that may be what fails.
    mutating func putOff(_ judged: JudgedEntry, after error: any Error) throws {
        var claim = judged.outcome.claim
        claim.standing = .unverified
        try keep(judged.entry, .unstorable("it cannot be stored: \(error)"), claim)
    }

    /// Stores what was gathered, and drops what is over the quotas of the inbox.
    mutating func finish() throws {
        try strangers.store(in: transaction)
        try facts.notePages()
        if hasKept { try enforceQuotas() }
        try dropped.store(at: now, in: transaction)
    }

    /// Lets a message take effect as a whole or not at all, unless strangers of its author's pod left too much.
    private mutating func apply(_ message: VerifiedMessage, from entry: InboxEntry) throws {
        // Of its own, as nothing of a message that fails is noted.
        let new = facts.gatheringAnew()
        var reason: DroppedMessages.Reason?
        var payer: DiasporaID?
        try transaction.nested {
            let evidence = try receiver.evidence(for: message, in: database)
            // Anybody can send again what its author signed, and it may be here.
            payer = try evidence.holder == nil ? quotas.payer(of: message, in: database) : nil
            if let payer, try quotas.isReached(by: payer, in: database) {
                reason = .quota
                return
            }
            reason = try receiver.apply(
                message, evidence: evidence, origin: .inbox(recipientID: entry.recipientID),
                recording: new)
        }
        facts.gather(new)
        if let reason { dropped.add(reason, by: message.sender) }
        // Whoever is ignored is told so each time, which leaves a tombstone and a message.
        if let payer, reason == nil || reason == .ignored {
            strangers.add(StrangerQuota.usage(of: message), by: payer)
        }
    }

    /// Notes where a verified message came from, if somebody here added its sender.
    private mutating func noteAddress(of entry: InboxEntry, _ message: VerifiedMessage) throws {
        guard !notedAddresses.contains(entry.address),
            judgedSources.insert("\(entry.address) \(message.sender)").inserted,
            try isAdded(message.sender.description)
        else { return }
        notedAddresses.insert(entry.address)
        try transaction.noteKnownAddress(entry.address, at: now)
    }

    /// Keeps an entry of which nothing came: for another try, or for the podmin.
    private mutating func keep(
        _ entry: InboxEntry, _ failure: ReceiveFailure, _ claim: MessageClaim
    ) throws {
        hasKept = true
        var claim = claim
        if claim.standing == .verified, try isAdded(claim.sender) { claim.standing = .added }
        receiver.logger.info(
            "a message was not accepted",
            metadata: [
                "entity": "\(claim.kind ?? "unknown")", "author": "\(claim.author ?? "unknown")",
                "sender": "\(claim.sender ?? "unknown")", "reason": "\(failure)",
                "try": "\(entry.attempts + 1)",
            ])
        let delay = RetrySchedule.receiveDelay(
            of: failure, standing: claim.standing, afterAttempt: entry.attempts + 1,
            jitter: Int(receiver.random.integer() % 30))
        if let delay {
            try transaction.postponeInboxEntry(
                id: entry.id, until: now.addingTimeInterval(delay),
                reason: failure.description, claim: claim)
        } else {
            try transaction.holdInboxEntry(
                id: entry.id, reason: failure.description, claim: claim)
        }
    }

    /// Whether somebody here added a sender.
    private func isAdded(_ sender: String?) throws -> Bool {
        guard let id = sender.flatMap({ DiasporaID($0) }), let person = try database.person(id)
        else { return false }
        return try database.isAdded(personID: person.id)
    }

    private mutating func enforceQuotas() throws {
        for (state, quota) in [
            (InboxEntry.State.waiting, Self.waitingQuota), (.held, Self.heldQuota),
        ] {
            for (authority, count) in try transaction.dropInboxEntries(state, over: quota) {
                dropped.add(count, .noRoom, from: authority)
            }
        }
    }
}
