public import Cryptography
internal import Foundation
public import Logging
internal import Store
internal import Synchronization
public import Transport

/// Brings messages to other pods: each pod's in order, many pods at once, none waiting for another.
///
/// A pod that is not reached is left alone for a while with all that waits for it, and no message
/// loses a try by that. Then one message goes there, and the others when it was answered.
public final class FederationDispatcher: Sendable {
    let composer: Composer
    let random: any RandomBytes
    /// This process among the workers.
    let presence: WorkerPresence
    let flight = Mutex(Flight())
    /// The deliveries of this process, for the log.
    let tally: WorkTally
    private let logger: Logger
    private let signer: EnvelopeSigner
    private let delivery: FederationDelivery
    private let waking = Mutex<AsyncStream<Void>.Continuation?>(nil)

    /// For which the ends of many messages are gathered.
    private static let gathering = Duration.milliseconds(2)

    var database: PodDatabase { composer.database }
    var clock: PodClock { composer.clock }

    public init(
        composer: Composer, keys: KeyRing, directory: PersonDirectory,
        transport: any HTTPTransport, isSecure: Bool, random: any RandomBytes,
        presence: WorkerPresence, logger: Logger
    ) {
        self.composer = composer
        self.random = random
        signer = EnvelopeSigner(composer: composer, keys: keys, logger: logger)
        delivery = FederationDelivery(
            transport: transport, isSecure: isSecure, directory: directory, keys: keys,
            random: random, database: composer.database)
        self.presence = presence
        self.logger = logger
        tally = WorkTally("sent messages to other pods", logger: logger)
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
        waking.withLock { $0 = ended }
        defer { waking.withLock { $0 = nil } }
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
                guard flight.withLock(\.isBusy) else { break }
                // Something ends, and makes room or lets the next of its key go; or is new.
                await iterator.next()
                if flight.withLock(\.isStorm) {
                    // What ends in this moment is noted in one commit. Ends early when the pod does.
                    try? await Task.sleep(for: Self.gathering)
                }
            }
        }
        // What ended after the task was told to.
        try settleRest()
        return didWork
    }

    /// Looks for new work, though what is on the way has not ended: one slow pod delays no other.
    func wake() {
        waking.withLock { _ = $0?.yield() }
    }

    /// Turns audiences into deliveries, and signs.
    private func prepare() throws -> Bool {
        let planned = try plan()
        return try signer.run() > 0 || planned
    }

    private func send(_ message: Delivery) async {
        var failure: DeliveryError?
        do {
            try await delivery.perform(message)
        } catch let error as DeliveryError {
            failure = error
        } catch {
            failure = .prevented(reason: "\(error)")
        }
        tally.add(failure == nil ? "arrived" : "failed")
        if let failure {
            logger.debug(
                "a message did not arrive",
                metadata: ["pod": "\(message.host)", "reason": "\(failure)"])
        }
        let outcome = Flight.Outcome(message: message, failure: failure)
        flight.withLock { $0.end(outcome) }
    }
}
