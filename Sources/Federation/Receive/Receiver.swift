public import Composing
public import Cryptography
internal import Diaspora
internal import Foundation
public import Logging
internal import Store
internal import Workers

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

    let context: PodContext
    let keys: KeyRing
    let directory: PersonDirectory
    let client: FederationClient
    let random: any RandomBytes
    var logger: Logger
    /// How long the other messages of a batch wait for what one needs from a slow pod. People are
    /// looked up to the end, so that the next try finds them.
    var timeout = Duration.seconds(5)
    /// Longest time in which one post is fetched that no message waits for.
    var postTimeout = Duration.seconds(30)
    /// What people whom nobody here added may leave.
    public var quota = StrangerQuota()
    /// The most that one transaction removes of what deleted posts and closed accounts left.
    var removalBudget = RemovalBudget.transaction
    /// The worker that takes messages from the inbox; nil where nothing is taken.
    var presence: WorkerPresence?

    var database: PodDatabase { context.database }
    private var clock: PodClock { context.clock }

    public init(
        context: PodContext, keys: KeyRing, directory: PersonDirectory, client: FederationClient,
        random: any RandomBytes, logger: Logger
    ) {
        self.context = context
        self.keys = keys
        self.directory = directory
        self.client = client
        self.random = random
        self.logger = logger
    }

    /// Leases due messages batch by batch, 64 at most, and verifies each batch while the one before is stored.
    ///
    /// What others had taken when they died, or what the database failed on, comes last, one by one.
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
                pending: judged.reduce(into: PendingEntities()) { $0.add($1.outcome) })
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

    /// Takes one by one what is suspected of a death or of a failure, and nothing else meanwhile. Attack 65.
    private func runAlone() async throws -> Int {
        var taken = 0
        while taken < Self.aloneLimit, try await takeAlone() != nil { taken += 1 }
        return taken
    }

    /// - Returns: The entry that was taken; nil if there is none.
    func takeAlone() async throws -> Int64? {
        guard let entry = try leaseAlone() else { return nil }
        let judged = await IncomingBatch(
            receiver: self, entries: [entry], pending: PendingEntities()
        ).judged()
        do {
            try settleAlone(judged)
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
    ///
    /// If the database fails on it, nobody knows on which of its messages: they are taken one by one from then on.
    private func settle(_ batch: [JudgedEntry], leasing: Bool) throws -> [InboxEntry] {
        do {
            return try store(batch, leasing: leasing)
        } catch let error where !StoreError.isOfEverything(error) {
            try database.write { try $0.separateInboxEntries(ids: batch.map(\.entry.id)) }
            logger.error(
                "messages could not be stored together, and are taken one by one now",
                metadata: ["messages": "\(batch.count)", "error": "\(error)"])
            return []
        }
    }

    /// Stores what came of messages that were taken alone, or counts a try if the database fails on them.
    private func settleAlone(_ judged: [JudgedEntry]) throws {
        do {
            _ = try store(judged, leasing: false)
        } catch let error where !StoreError.isOfEverything(error) {
            try database.write { transaction in
                var settlement = Settlement(by: self, in: transaction)
                for judged in judged { try settlement.putOff(judged, after: error) }
            }
        }
    }

    private func store(_ batch: [JudgedEntry], leasing: Bool) throws -> [InboxEntry] {
        try database.write { transaction in
            var settlement = Settlement(by: self, in: transaction)
            for judged in batch { try settlement.add(judged) }
            try settlement.finish()
            return leasing ? try lease(in: transaction) : []
        }
    }

    /// Looks up what the judgement of a message needs.
    func evidence(for message: VerifiedMessage, in database: ReadTransaction) throws -> Evidence {
        try EvidenceSearch(database: database, keys: keys).evidence(for: message.requirements)
    }

    /// - Returns: Why nothing of it is kept; nil if it took effect.
    @discardableResult
    func apply(
        _ message: VerifiedMessage, evidence: Evidence, origin: Reception.Origin,
        recording facts: Facts
    ) throws -> DroppedMessages.Reason? {
        try Reception(facts: facts, origin: origin).apply(message, evidence: evidence)
    }
}
