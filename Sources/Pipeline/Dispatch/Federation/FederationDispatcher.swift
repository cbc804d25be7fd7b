public import Cryptography
internal import Diaspora
internal import Foundation
public import Logging
internal import Store
internal import Synchronization
public import Transport

/// Brings messages to other pods: each pod's in order, many pods at once, none waiting for another.
///
/// A pod that is not reached is left alone for a while with all that waits for it, and no message
/// loses a try by that.
public final class FederationDispatcher: Sendable {
    /// Messages on the way to one pod at once, as many as a browser asks for. They share a connection where
    /// the pod speaks HTTP/2.
    static let perHost = 6
    /// Messages on the way at once.
    static let total = 128
    /// Pods away for so long get nothing new (protocol, 2.13).
    static let deadAfter: TimeInterval = 14 * 86_400
    private static let leaseTime: TimeInterval = 120
    private static let planLimit = 500

    private let composer: Composer
    private let signer: EnvelopeSigner
    private let delivery: FederationDelivery
    private let random: any RandomBytes
    private let logger: Logger
    private let owner: String
    private let flight = Mutex(Flight())

    private struct Outcome: Sendable {
        let message: Delivery
        let failure: DeliveryError?
    }

    /// What is on the way, and what came of it and is not noted yet.
    private struct Flight {
        var byHost: [String: Int] = [:]
        var total = 0
        var outcomes: [Outcome] = []
        var waking: AsyncStream<Void>.Continuation?
        /// The pod that was served last.
        var lastHost = ""
    }

    private var database: PodDatabase { composer.database }
    private var clock: PodClock { composer.clock }

    public init(
        composer: Composer, keys: KeyRing, directory: PersonDirectory,
        transport: any HTTPTransport, isSecure: Bool, random: any RandomBytes, logger: Logger
    ) {
        self.composer = composer
        self.random = random
        self.logger = logger
        signer = EnvelopeSigner(composer: composer, keys: keys, logger: logger)
        delivery = FederationDelivery(
            transport: transport, isSecure: isSecure, directory: directory, keys: keys,
            random: random, database: composer.database)
        owner = random.hexadecimal(byteCount: 8)
    }

    /// Plans, signs and sends until nothing can go now.
    ///
    /// - Returns: Whether anything was done.
    @discardableResult
    public func run() async throws -> Bool {
        var didWork = false
        let (ends, ended) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        var iterator = ends.makeAsyncIterator()
        flight.withLock { $0.waking = ended }
        defer { flight.withLock { $0.waking = nil } }
        try await withThrowingDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let prepared = try prepare()
                let leased = try settleAndLease()
                for message in leased {
                    group.addTask {
                        await self.send(message)
                        ended.yield()
                    }
                }
                if prepared || !leased.isEmpty { didWork = true }
                if prepared { continue }
                let isBusy = flight.withLock { $0.total > 0 || !$0.outcomes.isEmpty }
                guard isBusy else { break }
                // Something ends, and makes room or lets the next of its key go; or is new.
                await iterator.next()
            }
        }
        // What ended after the task was told to.
        let outcomes = takeOutcomes()
        if !outcomes.isEmpty { try database.write { try settle(outcomes, in: $0) } }
        return didWork
    }

    /// Looks for new work, though what is on the way has not ended: one slow pod delays no other.
    func wake() {
        flight.withLock { _ = $0.waking?.yield() }
    }

    /// Turns audiences into deliveries, and signs.
    private func prepare() throws -> Bool {
        var didWork = false
        if try database.read({ try $0.hasUnplannedPayloads() }) {
            let now = clock.now()
            try database.write { transaction in
                _ = try transaction.planPayloads(
                    limit: Self.planLimit, at: now,
                    deadSince: now.addingTimeInterval(-Self.deadAfter))
            }
            didWork = true
        }
        return try signer.run() > 0 || didWork
    }

    /// Notes what came of messages and takes those that may go now, in one commit.
    private func settleAndLease() throws -> [Delivery] {
        let outcomes = takeOutcomes()
        let now = clock.now()
        let hosts = inTurn(
            try database.read { database in
                try database.hostsWithOpenDeliveries().filter {
                    try isOpen($0, at: now, in: database)
                }
            })
        guard !hosts.isEmpty || !outcomes.isEmpty else { return [] }
        return try database.write { transaction in
            try settle(outcomes, in: transaction)
            var leased: [Delivery] = []
            for host in hosts {
                // It may be what failed just now.
                guard try isOpen(host, at: now, in: transaction.reading) else { continue }
                let room = flight.withLock {
                    min(Self.perHost - $0.byHost[host, default: 0], Self.total - $0.total)
                }
                guard room > 0 else { continue }
                let messages = try transaction.leaseDeliveries(
                    host: host, limit: room, owner: owner, at: now,
                    until: now.addingTimeInterval(Self.leaseTime))
                flight.withLock {
                    $0.byHost[host, default: 0] += messages.count
                    $0.total += messages.count
                    if !messages.isEmpty { $0.lastHost = host }
                }
                leased += messages
            }
            return leased
        }
    }

    /// The pods from the one on that comes after the last served, so that each has its turn.
    private func inTurn(_ hosts: [String]) -> [String] {
        let last = flight.withLock(\.lastHost)
        let start = hosts.firstIndex { $0 > last } ?? 0
        return Array(hosts[start...] + hosts[..<start])
    }

    /// Whether a pod may be tried, as it did not fail a while ago.
    private func isOpen(
        _ host: String, at now: Date, in database: ReadTransaction
    ) throws -> Bool {
        try (database.remotePod(host)?.notBefore ?? now) <= now
    }

    private func takeOutcomes() -> [Outcome] {
        flight.withLock { flight in
            defer { flight.outcomes = [] }
            return flight.outcomes
        }
    }

    private func send(_ message: Delivery) async {
        var failure: DeliveryError?
        do {
            try await delivery.perform(message)
        } catch let error as DeliveryError {
            failure = error
        } catch {
            failure = .refused(reason: "\(error)")
        }
        let outcome = Outcome(message: message, failure: failure)
        flight.withLock {
            $0.outcomes.append(outcome)
            let left = $0.byHost[message.host, default: 1] - 1
            $0.byHost[message.host] = left > 0 ? left : nil
            $0.total -= 1
        }
    }

    private func settle(_ outcomes: [Outcome], in transaction: WriteTransaction) throws {
        for outcome in outcomes { try settle(outcome.message, outcome.failure, in: transaction) }
    }

    private func settle(
        _ message: Delivery, _ failure: DeliveryError?, in transaction: WriteTransaction
    ) throws {
        let now = clock.now()
        switch failure {
        case nil:
            try transaction.finishDelivery(id: message.id, at: now)
            try transaction.setReached(message.host)
        case .interrupted:
            try transaction.releaseLease(id: message.id)
        case .unreachable(let status, let reason):
            try pause(message.host, status, reason, at: now, in: transaction)
            try giveUpOrWait(message, reason, counts: false, at: now, in: transaction)
        case .refused(let reason):
            try transaction.setReached(message.host)
            try giveUpOrWait(message, reason, counts: true, at: now, in: transaction)
        case .abandoned(let reason):
            try transaction.abandonDelivery(message, reason: reason, at: now)
        }
    }

    /// Leaves a pod alone for a while. What was on its way there when it failed failed with it, and
    /// counts as the same failure.
    private func pause(
        _ host: String, _ status: String, _ reason: String, at now: Date,
        in transaction: WriteTransaction
    ) throws {
        let pod = try transaction.reading.remotePod(host)
        if let pod, pod.notBefore > now { return }
        let pause = RetrySchedule.delay(
            afterAttempt: (pod?.failureCount ?? 0) + 1, jitter: Int(random.integer() % 30))
        try transaction.setFailed(
            host, status: RemotePod.Status(rawValue: status) ?? .unknownError, reason: reason,
            notBefore: now.addingTimeInterval(pause), at: now)
    }

    private func giveUpOrWait(
        _ message: Delivery, _ reason: String, counts: Bool, at now: Date,
        in transaction: WriteTransaction
    ) throws {
        let age = now.timeIntervalSince(message.createdAt)
        guard age < RetrySchedule.sendingTime else {
            try transaction.abandonDelivery(
                message, reason: "tried for 30 days: \(reason)", at: now)
            return
        }
        let delay =
            counts
            ? RetrySchedule.delay(
                afterAttempt: message.attempts + 1, jitter: Int(random.integer() % 30)) : 0
        try transaction.postponeDelivery(
            id: message.id, until: now.addingTimeInterval(delay), reason: reason, counts: counts)
    }

    /// Removes what is known of messages delivered long ago, once a day; of posts it is kept.
    ///
    /// - Returns: Whether it was time.
    func forgetOldDeliveries() throws -> Bool {
        let now = clock.now()
        let key = "deliveries.forgottenAt"
        let last = try database.read { try Int64($0.state(key) ?? "") } ?? 0
        guard now.seconds - last >= 86_400 else { return false }
        try database.write { transaction in
            try transaction.abandonDeliveries(
                createdBefore: now.addingTimeInterval(-RetrySchedule.sendingTime),
                reason: "the pod was away for 30 days", at: now)
            try transaction.removeDeliveries(
                finishedBefore: now.addingTimeInterval(-RetrySchedule.sendingTime))
            try transaction.setState(key, "\(now.seconds)")
        }
        return true
    }

    /// Gives back what this process has taken.
    public func releaseLeases() throws {
        try database.write { try $0.releaseLeases(owner: owner) }
    }
}
