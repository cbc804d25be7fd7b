internal import Cryptography
internal import Foundation
internal import Store
internal import Synchronization

extension FederationDispatcher {
    /// Notes what came of messages, and takes no others.
    func settleRest() throws {
        let outcomes = flight.withLock { $0.takeOutcomes() }
        guard !outcomes.isEmpty else { return }
        try database.write { try settle(outcomes, in: $0) }
    }

    func settle(_ outcomes: [Flight.Outcome], in transaction: WriteTransaction) throws {
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
}
