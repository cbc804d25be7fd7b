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
    /// Batches after which what has to be taken alone gets a turn.
    private static let batchLimit = 64
    /// Messages taken alone in a run.
    private static let aloneLimit = 4
    private static let waitingQuota = InboxQuota(
        entries: 10_000, bytes: 64 << 20, entriesOfOne: 1_000, bytesOfOne: 16 << 20)
    private static let heldQuota = InboxQuota(
        entries: 1_000, bytes: 64 << 20, entriesOfOne: 100, bytesOfOne: 16 << 20)

    let composer: Composer
    let keys: KeyRing
    let directory: PersonDirectory
    let client: FederationClient
    let random: any RandomBytes
    let logger: Logger
    /// How long the other messages of a batch wait for what one needs from a slow pod. People are
    /// looked up to the end, so that the next try finds them.
    var patience = Duration.seconds(5)
    /// Longest time in which one post is fetched that no message waits for.
    var patienceWithPost = Duration.seconds(30)
    /// What people whom nobody here added may leave.
    public var quota = StrangerQuota()
    /// The worker that takes messages from the inbox; nil where nothing is taken.
    var presence: WorkerPresence?

    var database: PodDatabase { composer.database }
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

    /// Takes what is due until little is: while one batch is stored, the next one is verified.
    ///
    /// What others had taken when they died comes last, one by one.
    ///
    /// - Returns: How many messages were taken.
    @discardableResult
    public func run() async throws -> Int {
        var taken = 0
        var batches = 1
        var leased = try leaseFirst()
        var judged: [JudgedEntry] = []
        while !leased.isEmpty || !judged.isEmpty {
            taken += leased.count
            let batch = IncomingBatch(
                receiver: self, entries: leased,
                expected: judged.reduce(into: Expectation()) { $0.add($1.outcome) })
            async let judging = batch.judged()
            do {
                let isLast = batches >= Self.batchLimit
                leased =
                    try judged.isEmpty
                    ? (isLast ? [] : leaseFirst()) : settle(judged, leasing: !isLast)
                batches += 1
            } catch {
                giveBack(judged.map(\.entry) + batch.entries)
                throw error
            }
            judged = await judging
        }
        return try await taken + runAlone()
    }

    /// Takes one by one what processes had taken that died, and nothing else meanwhile. Attack 65.
    private func runAlone() async throws -> Int {
        var taken = 0
        while taken < Self.aloneLimit, try await takeAlone() != nil { taken += 1 }
        return taken
    }

    /// - Returns: The entry that was taken; nil if there is none.
    func takeAlone() async throws -> Int64? {
        guard let entry = try leaseAlone() else { return nil }
        let judged = await IncomingBatch(
            receiver: self, entries: [entry], expected: Expectation()
        ).judged()
        do {
            _ = try settle(judged, leasing: false)
        } catch {
            giveBack([entry])
            throw error
        }
        return entry.id
    }

    private func leaseFirst() throws -> [InboxEntry] {
        try worker.giveBack([])
        guard try database.read({ try $0.hasDueInboxEntries(at: clock.now()) }) else { return [] }
        return try database.write(lease)
    }

    /// A worker that is told to end leaves what it has not taken yet to others.
    private func lease(in transaction: WriteTransaction) throws -> [InboxEntry] {
        guard !Task.isCancelled else { return [] }
        return try transaction.leaseInboxEntries(
            limit: Self.batchSize, at: clock.now(), by: worker.id)
    }

    private func leaseAlone() throws -> InboxEntry? {
        guard !Task.isCancelled,
            try database.read({ try $0.hasDueInboxEntries(at: clock.now()) })
        else { return nil }
        return try database.write { try $0.leaseInboxEntryAlone(by: worker.id) }
    }

    private var worker: WorkerPresence {
        guard let presence else { preconditionFailure("only a worker takes from the inbox") }
        return presence
    }

    /// Lets others take entries at once that nothing came of, as the database failed.
    private func giveBack(_ entries: [InboxEntry]) {
        // If it fails on this as well, they are given back before the next ones are taken.
        try? worker.giveBack(entries.map(\.id))
    }

    /// Stores what came of a batch, and takes another one in the same commit.
    private func settle(_ batch: [JudgedEntry], leasing: Bool) throws -> [InboxEntry] {
        let answers = ReceivedAnswers()
        return try database.write { transaction in
            var (dropped, strangers) = (DropTally(), StrangerTally())
            var hasKept = false
            try noteAddresses(of: batch, in: transaction)
            for judged in batch {
                let isDone = try settle(
                    judged.entry, judged.outcome, answers, &dropped, &strangers, in: transaction)
                hasKept = hasKept || !isDone
            }
            try strangers.store(in: transaction)
            try answers.note(by: composer, in: transaction)
            if hasKept { try enforceQuotas(&dropped, in: transaction) }
            try dropped.store(at: clock.now(), in: transaction)
            return leasing ? try lease(in: transaction) : []
        }
    }

    /// Notes where verified messages came from of people whom somebody here added.
    private func noteAddresses(
        of batch: [JudgedEntry], in transaction: WriteTransaction
    ) throws {
        var noted: Set<String> = []
        for judged in batch where !noted.contains(judged.entry.address) {
            guard case .verified(let message) = judged.outcome,
                try isAdded(message.sender.description, in: transaction.reading)
            else { continue }
            noted.insert(judged.entry.address)
            try transaction.noteKnownAddress(judged.entry.address, at: clock.now())
        }
    }

    private func enforceQuotas(
        _ dropped: inout DropTally, in transaction: WriteTransaction
    ) throws {
        for (state, quota) in [
            (InboxEntry.State.waiting, Self.waitingQuota), (.held, Self.heldQuota),
        ] {
            for (authority, count) in try transaction.dropInboxEntries(state, over: quota) {
                dropped.add(count, .noRoom, from: authority)
            }
        }
    }

    /// Stores what came of one message and takes it from the inbox; or puts it off.
    ///
    /// - Returns: Whether it is done with.
    private func settle(
        _ entry: InboxEntry, _ outcome: JudgedEntry.Outcome, _ answers: ReceivedAnswers,
        _ dropped: inout DropTally, _ strangers: inout StrangerTally,
        in transaction: WriteTransaction
    ) throws -> Bool {
        switch outcome {
        case .verified(let message):
            do {
                let new = ReceivedAnswers()
                var reason: DroppedMessages.Reason?
                var isCharged = false
                try transaction.nested {
                    isCharged =
                        try quota.concerns(message, in: transaction.reading)
                        && !isHere(message, in: transaction.reading)
                    if isCharged, try quota.isReached(by: message.sender, in: transaction.reading) {
                        reason = .quota
                        return
                    }
                    reason = try take(
                        message, origin: .inbox(recipientID: entry.recipientID), noting: new,
                        in: transaction)
                }
                answers.add(new)
                if let reason { dropped.add(reason, by: message.sender) }
                // Whoever is ignored is told so each time, which leaves a tombstone and a message.
                if isCharged, reason == nil || reason == .ignored {
                    strangers.add(StrangerQuota.usage(of: message), by: message.sender)
                }
                try transaction.deleteInboxEntry(id: entry.id)
                return true
            } catch let failure as ReceiveFailure {
                try note(failure, of: entry, MessageClaim(message), in: transaction)
            } catch StoreError.constraint(let reason) {
                // The database's own rules refused it, whatever these here forgot.
                try note(.refused(reason), of: entry, MessageClaim(message), in: transaction)
            } catch StoreError.failed(_, let reason), StoreError.corrupt(_, let reason) {
                // Of a row that it touches, perhaps: the others of its batch go on.
                try note(.later(reason), of: entry, MessageClaim(message), in: transaction)
            }
        case .failed(let failure, let claim):
            try note(failure, of: entry, claim, in: transaction)
        case .dropped(let reason, let sender):
            dropped.add(reason, by: sender)
            try transaction.deleteInboxEntry(id: entry.id)
            return true
        case .blocked(let pod):
            dropped.add(blocked: pod)
            try transaction.deleteInboxEntry(id: entry.id)
            return true
        }
        return false
    }

    /// Whether a message brings what is here already: anybody can send again what its author signed.
    private func isHere(
        _ message: VerifiedMessage, in database: ReadTransaction
    ) throws -> Bool {
        try EvidenceSearch(database: database, keys: keys)
            .evidence(for: message.requirements).holder != nil
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
        _ failure: ReceiveFailure, of entry: InboxEntry, _ claim: MessageClaim,
        in transaction: WriteTransaction
    ) throws {
        var claim = claim
        if claim.standing == .verified, try isAdded(claim.sender, in: transaction.reading) {
            claim.standing = .added
        }
        logger.info(
            "a message was not accepted",
            metadata: [
                "entity": "\(claim.kind ?? "unknown")", "author": "\(claim.author ?? "unknown")",
                "sender": "\(claim.sender ?? "unknown")", "reason": "\(failure)",
                "try": "\(entry.attempts + 1)",
            ])
        let delay = RetrySchedule.receiveDelay(
            of: failure, standing: claim.standing, afterAttempt: entry.attempts + 1,
            jitter: Int(random.integer() % 30))
        if let delay {
            try transaction.postponeInboxEntry(
                id: entry.id, until: clock.now().addingTimeInterval(delay),
                reason: failure.description, claim: claim)
        } else {
            try transaction.holdInboxEntry(
                id: entry.id, reason: failure.description, claim: claim)
        }
    }

    /// Whether somebody here added a sender.
    private func isAdded(_ sender: String?, in database: ReadTransaction) throws -> Bool {
        guard let id = sender.flatMap({ DiasporaID($0) }), let person = try database.person(id)
        else { return false }
        return try database.isAdded(personID: person.id)
    }
}
