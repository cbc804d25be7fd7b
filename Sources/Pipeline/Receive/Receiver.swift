public import Cryptography
internal import Diaspora
internal import Foundation
public import Logging
internal import Store

/// Takes messages from the inbox: verifies them, gets what they need from other pods, and lets them take
/// effect.
///
/// No network inside a transaction; the inbox row goes in the one that stores the effects.
public struct Receiver: Sendable {
    /// Messages taken at once: they are stored in one commit, which also takes the next ones.
    static let batchSize = 256
    /// Seconds for which a batch belongs to the worker that took it.
    private static let leaseTime: TimeInterval = 300
    /// Messages kept for the podmin.
    private static let heldLimit = 1_000

    let composer: Composer
    let keys: KeyRing
    let directory: PersonDirectory
    let client: FederationClient
    let random: any RandomBytes
    let logger: Logger
    /// How long the other messages of a batch wait for what one needs from a slow pod. People are
    /// looked up to the end, so that the next try finds them.
    var patience = Duration.seconds(5)
    /// What people whom nobody here added may leave.
    public var quota = StrangerQuota()

    private var database: PodDatabase { composer.database }
    private var clock: PodClock { composer.clock }

    public init(
        composer: Composer, keys: KeyRing, directory: PersonDirectory, client: FederationClient,
        random: any RandomBytes, logger: Logger
    ) {
        self.composer = composer
        self.keys = keys
        self.directory = directory
        self.client = client
        self.random = random
        self.logger = logger
    }

    /// Takes what is due until nothing is: while one batch is stored, the next one is verified.
    ///
    /// - Returns: How many messages were taken.
    @discardableResult
    public func run() async throws -> Int {
        var taken = 0
        var leased = try leaseFirst()
        var judged: [JudgedEntry] = []
        while !leased.isEmpty || !judged.isEmpty {
            taken += leased.count
            let batch = IncomingBatch(
                receiver: self, entries: leased,
                expected: judged.reduce(into: Expectation()) { $0.add($1.outcome) })
            async let judging = batch.judged()
            do {
                leased = try judged.isEmpty ? leaseFirst() : settle(judged)
            } catch {
                giveBack(judged.map(\.entry) + batch.entries)
                throw error
            }
            judged = await judging
        }
        return taken
    }

    private func leaseFirst() throws -> [InboxEntry] {
        guard try database.read({ try $0.hasDueInboxEntries(at: clock.now()) }) else { return [] }
        return try database.write(lease)
    }

    /// A worker that is told to end leaves what it has not taken yet to others.
    private func lease(in transaction: WriteTransaction) throws -> [InboxEntry] {
        guard !Task.isCancelled else { return [] }
        let now = clock.now()
        return try transaction.leaseInboxEntries(
            limit: Self.batchSize, at: now, until: now.addingTimeInterval(Self.leaseTime))
    }

    /// Lets others take entries at once that nothing came of, as the database failed.
    private func giveBack(_ entries: [InboxEntry]) {
        // If it fails on this as well, the leases run out by themselves.
        try? database.write { try $0.giveBackInboxEntries(ids: entries.map(\.id)) }
    }

    /// Stores what came of a batch and takes another one, in one commit.
    private func settle(_ batch: [JudgedEntry]) throws -> [InboxEntry] {
        let answers = ReceivedAnswers()
        return try database.write { transaction in
            var (dropped, strangers) = (DropTally(), StrangerTally())
            for judged in batch {
                try settle(
                    judged.entry, judged.outcome, answers, &dropped, &strangers, in: transaction)
            }
            try strangers.store(in: transaction)
            try answers.note(by: composer, in: transaction)
            try dropped.store(at: clock.now(), in: transaction)
            try transaction.trimHeldInboxEntries(to: Self.heldLimit)
            return try lease(in: transaction)
        }
    }

    /// Stores what came of one message and takes it from the inbox; or puts it off.
    private func settle(
        _ entry: InboxEntry, _ outcome: JudgedEntry.Outcome, _ answers: ReceivedAnswers,
        _ dropped: inout DropTally, _ strangers: inout StrangerTally,
        in transaction: WriteTransaction
    ) throws {
        switch outcome {
        case .verified(let message):
            do {
                let new = ReceivedAnswers()
                var reason: DroppedMessages.Reason?
                var isCharged = false
                try transaction.nested {
                    isCharged = try quota.concerns(message, in: transaction.reading)
                    if isCharged, try quota.isReached(by: message.sender, in: transaction.reading) {
                        reason = .quota
                        return
                    }
                    reason = try take(
                        message, origin: .inbox(recipientID: entry.recipientID), noting: new,
                        in: transaction)
                }
                answers.add(new)
                if let reason {
                    dropped.add(reason, by: message.sender)
                } else if isCharged {
                    strangers.add(StrangerQuota.usage(of: message), by: message.sender)
                }
                try transaction.deleteInboxEntry(id: entry.id)
            } catch let failure as ReceiveFailure {
                try note(failure, of: entry, message.entity.name, in: transaction)
            } catch StoreError.constraint(let reason) {
                // The database's own rules refused it, whatever these here forgot.
                try note(.refused(reason), of: entry, message.entity.name, in: transaction)
            } catch StoreError.failed(_, let reason), StoreError.corrupt(_, let reason) {
                // Of a row that it touches, perhaps: the others of its batch go on.
                try note(.later(reason), of: entry, message.entity.name, in: transaction)
            }
        case .failed(let failure):
            try note(failure, of: entry, nil, in: transaction)
        case .dropped(let reason, let sender):
            dropped.add(reason, by: sender)
            try transaction.deleteInboxEntry(id: entry.id)
        }
    }

    /// - Returns: Why nothing of it is kept; nil if it took effect.
    @discardableResult
    func take(
        _ message: VerifiedMessage, origin: Reception.Origin, noting answers: ReceivedAnswers,
        in transaction: WriteTransaction
    ) throws -> DroppedMessages.Reason? {
        let evidence = try EvidenceSearch(database: transaction.reading, keys: keys)
            .evidence(for: message.requirements)
        return try Reception(
            composer: composer, transaction: transaction, origin: origin, answers: answers
        )
        .take(message, evidence: evidence)
    }

    private func note(
        _ failure: ReceiveFailure, of entry: InboxEntry, _ name: String?,
        in transaction: WriteTransaction
    ) throws {
        logger.info(
            "a message was not accepted",
            metadata: [
                "entity": "\(name ?? "unknown")", "reason": "\(failure)",
                "try": "\(entry.attempts + 1)",
            ])
        switch failure {
        case .later(let reason) where entry.attempts + 1 < RetrySchedule.receiveAttempts:
            let delay = RetrySchedule.receiveDelay(
                afterAttempt: entry.attempts + 1, jitter: Int(random.integer() % 30))
            try transaction.postponeInboxEntry(
                id: entry.id, until: clock.now().addingTimeInterval(delay), reason: reason)
        case .later(let reason), .refused(let reason):
            try transaction.holdInboxEntry(id: entry.id, reason: reason)
        }
    }
}
