internal import Cryptography
internal import Foundation
internal import Store
internal import Synchronization

extension FederationDispatcher {
    /// Seconds until what this pod could not send, whoever it is for, is tried again.
    private static let ownPause: TimeInterval = 300
    /// Seconds between a pod's first contact of a person and the profile.
    static let introductionPause: TimeInterval = 10

    /// Notes what came of messages, and takes no others.
    func settleRest() throws {
        try withOutcomes { outcomes in
            guard !outcomes.isEmpty else { return }
            try database.write { try settle(outcomes, in: $0) }
        }
    }

    /// Hands out what came of messages, and keeps it for another time if it could not be noted.
    func withOutcomes<T>(_ body: ([Flight.Outcome]) throws -> T) throws -> T {
        let outcomes = flight.withLock { $0.takeOutcomes() }
        do {
            return try body(outcomes)
        } catch {
            flight.withLock { $0.putBack(outcomes) }
            throw error
        }
    }

    func settle(_ outcomes: [Flight.Outcome], in transaction: WriteTransaction) throws {
        for outcome in outcomes { try settle(outcome.message, outcome.failure, in: transaction) }
        if outcomes.contains(where: { $0.failure == nil }) {
            try transaction.noteExposure(.delivered, at: clock.now())
        }
    }

    private func settle(
        _ message: Delivery, _ failure: DeliveryError?, in transaction: WriteTransaction
    ) throws {
        let now = clock.now()
        switch failure {
        case nil:
            try transaction.finishDelivery(id: message.id, at: now)
            try transaction.setReached(message.host)
            try transaction.delayProfile(
                after: message,
                unlessToldBefore: now.addingTimeInterval(-Self.introductionPause),
                until: now.addingTimeInterval(Self.introductionPause))
        case .interrupted:
            try transaction.releaseLease(id: message.id)
        case .unreachable(let status, let reason):
            try pause(message.host, status, reason, at: now, in: transaction)
            try giveUpOrWait(message, reason, counts: false, at: now, in: transaction)
        case .prevented(let reason):
            try giveUpOrWait(
                message, reason, after: Self.ownPause, counts: false, at: now, in: transaction)
        case .refused(let reason):
            try transaction.setReached(message.host)
            let pause = RetrySchedule.delay(
                afterAttempt: message.attempts + 1, jitter: Int(random.integer() % 30))
            try giveUpOrWait(
                message, reason, after: pause, counts: true, at: now, in: transaction)
        case .rejected(let reason):
            try transaction.setReached(message.host)
            try transaction.abandonDelivery(message, reason: reason, at: now)
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
        _ message: Delivery, _ reason: String, after pause: TimeInterval = 0, counts: Bool,
        at now: Date, in transaction: WriteTransaction
    ) throws {
        let age = now.timeIntervalSince(message.createdAt)
        guard age < RetrySchedule.sendingTime else {
            try transaction.abandonDelivery(
                message, reason: "tried for 30 days: \(reason)", at: now)
            return
        }
        try transaction.postponeDelivery(
            id: message.id, until: now.addingTimeInterval(pause), reason: reason, counts: counts)
    }
}
