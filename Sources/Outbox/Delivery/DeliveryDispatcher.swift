public import Cryptography
internal import Foundation
public import Logging
public import Store
internal import Synchronization
public import Workers

/// Delivers the messages of one channel: those of each key in order, to many hosts at once, none waiting for another.
///
/// A host that is not reached is left alone for a while with all that waits for it, and no message
/// loses a try by that. Then one message goes there, and the others when it was answered.
public final class DeliveryDispatcher<Channel: DeliveryChannel>: Dispatching {
    let channel: Channel
    let database: PodDatabase
    let clock: PodClock
    let random: any RandomBytes
    /// This process among the workers.
    let presence: WorkerPresence
    let inFlight: Mutex<DeliveriesInFlight>
    private let tally: WorkTally
    private let logger: Logger
    private let waking = Mutex<AsyncStream<Void>.Continuation?>(nil)

    public init(
        _ channel: Channel, database: PodDatabase, clock: PodClock, random: any RandomBytes,
        presence: WorkerPresence, logger: Logger
    ) {
        self.channel = channel
        self.database = database
        self.clock = clock
        self.random = random
        self.presence = presence
        self.logger = logger
        inFlight = Mutex(DeliveriesInFlight(limits: channel.limits))
        tally = WorkTally("\(channel.activity)", logger: logger)
    }

    @discardableResult
    public func run() async throws -> Bool {
        try register()
        var didWork = false
        let (ends, ended) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        var iterator = ends.makeAsyncIterator()
        waking.withLock { $0 = ended }
        defer { waking.withLock { $0 = nil } }
        try await withThrowingDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let prepared = try prepare()
                let leased = try settleAndLease()
                for delivery in leased {
                    group.addTask {
                        await self.perform(delivery)
                        ended.yield()
                    }
                }
                if prepared || !leased.isEmpty { didWork = true }
                if prepared { continue }
                guard inFlight.withLock(\.isBusy) else { break }
                // A delivery ends, and makes room or lets the next of its key go; or one is new.
                await iterator.next()
                if inFlight.withLock(\.isStorm) {
                    // For two milliseconds ends are gathered, to be noted in one commit. Ends early when the pod does.
                    try? await Task.sleep(for: .milliseconds(2))
                }
            }
        }
        // Outcomes since the task was cancelled.
        try settleRest()
        return didWork
    }

    public func wake() {
        waking.withLock { _ = $0?.yield() }
    }

    public func tell(isLast: Bool) { tally.tell(isLast: isLast) }

    /// Turns audiences into deliveries, and makes what these wait for.
    private func prepare() throws -> Bool {
        let planned = try plan()
        return try channel.prepare() || planned
    }

    private func perform(_ delivery: Delivery) async {
        var failure: DeliveryError?
        let start = ContinuousClock.now
        do {
            try await channel.perform(delivery)
        } catch let error as DeliveryError {
            failure = error
        } catch {
            failure = .prevented(reason: "\(error)")
        }
        tally.add(failure == nil ? "arrived" : "failed")
        if let failure {
            logger.debug(
                "a message did not arrive",
                metadata: [
                    "channel": "\(delivery.channel)", "host": "\(delivery.host)",
                    "reason": "\(failure)",
                ])
        }
        let end = ContinuousClock.now
        let outcome = DeliveryOutcome(
            delivery: delivery, failure: failure, duration: start.duration(to: end))
        inFlight.withLock { $0.end(outcome, at: end) }
    }
}
