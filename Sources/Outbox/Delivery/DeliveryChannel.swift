public import Foundation
public import Store
internal import Workers

/// A way by which messages leave the pod: how its audience becomes deliveries, and how one is performed.
///
/// All else is done by ``DeliveryDispatcher``, for each channel by itself: order within a key, leases, the breaker
/// of a host that is not reached, backoff, giving up, and the ledger.
public protocol DeliveryChannel: Sendable {
    var name: ChannelName { get }
    var limits: DeliveryLimits { get }
    /// Whether deliveries are signed envelopes, and so wait until theirs is made.
    var isSigned: Bool { get }
    /// The line of the log before the counts of what was done: "sent messages to other pods".
    var activity: String { get }
    /// The reason of deliveries that were never tried until they were given up.
    var absence: String { get }

    /// Inserts the deliveries of a payload: those in the audience whom the channel reaches, and no others.
    func plan(
        _ payload: UnplannedPayload, at date: Date, in transaction: WriteTransaction) throws

    /// Makes some of what deliveries wait for, such as envelopes.
    ///
    /// - Returns: Whether there was anything to make.
    func prepare() throws -> Bool

    /// Delivers one message. Called for many at once, in tasks of their own.
    ///
    /// - Throws: ``DeliveryError``; anything else is a failure of this pod.
    func perform(_ delivery: Delivery) async throws

    /// Notes in tables of the channel what came of deliveries, in the transaction that settles them.
    ///
    /// - Parameter outcomes: In the order of their ends, without failures to reach a host whose breaker was
    ///   open already: they count as one.
    func note(
        _ outcomes: [DeliveryOutcome], at date: Date, in transaction: WriteTransaction) throws

    /// Learns that outcomes are stored. What waits for that in ``perform(_:)`` ends when its task is cancelled.
    func settled(_ outcomes: [DeliveryOutcome])

    /// Says why nothing is to go to a host any more; nil if it may. Asked when it was not reached.
    func obstacle(to host: String, in database: ReadTransaction) throws -> String?

    /// Seconds until a message or a host is tried again, which ``DeliveryDispatcher`` bounds by a day.
    ///
    /// - Parameters:
    ///   - attempt: The tries so far, from 1.
    ///   - jitter: 0 to 29, so that not all come at once.
    func delay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval
}

extension DeliveryChannel {
    public func prepare() throws -> Bool { false }

    public func note(
        _ outcomes: [DeliveryOutcome], at date: Date, in transaction: WriteTransaction
    ) throws {}

    public func settled(_ outcomes: [DeliveryOutcome]) {}

    public func obstacle(to host: String, in database: ReadTransaction) throws -> String? { nil }

    public func delay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval {
        RetrySchedule.delay(afterAttempt: attempt, jitter: jitter)
    }
}
