internal import Cryptography
internal import Foundation
internal import Store
internal import Synchronization
internal import Workers

extension DeliveryDispatcher {
    /// Seconds until what this pod could not send, whoever it is for, is tried again.
    private var ownPause: TimeInterval { 300 }

    /// Notes what came of deliveries, and leases no others.
    func settleRest() throws {
        try withOutcomes { outcomes in
            guard !outcomes.isEmpty else { return }
            try database.write { try settle(outcomes, in: $0) }
        }
    }

    /// Hands out what came of deliveries, and keeps it for another time if it could not be noted.
    func withOutcomes<T>(_ body: ([DeliveryOutcome]) throws -> T) throws -> T {
        let outcomes = inFlight.withLock { $0.removeOutcomes() }
        do {
            let result = try body(outcomes)
            if !outcomes.isEmpty { channel.settled(outcomes) }
            return result
        } catch {
            inFlight.withLock { $0.restore(outcomes) }
            throw error
        }
    }

    func settle(_ outcomes: [DeliveryOutcome], in transaction: WriteTransaction) throws {
        guard !outcomes.isEmpty else { return }
        let now = clock.now()
        let news = try outcomes.filter { try settle($0, at: now, in: transaction) }
        try channel.note(news, at: now, in: transaction)
    }

    /// - Returns: Whether it says anything new of the host.
    private func settle(
        _ outcome: DeliveryOutcome, at now: Date, in transaction: WriteTransaction
    ) throws -> Bool {
        let delivery = outcome.delivery
        switch outcome.failure {
        case nil:
            try transaction.finishDelivery(id: delivery.id, at: now)
            try transaction.closeBreaker(channel.name, host: delivery.host)
        case .interrupted:
            try transaction.releaseLease(id: delivery.id)
        case .unreachable(_, let reason):
            let isFirst = try openBreaker(of: delivery.host, at: now, in: transaction)
            if let obstacle = try channel.obstacle(to: delivery.host, in: transaction.reading) {
                try transaction.abandonDelivery(delivery, reason: obstacle, at: now)
            } else {
                try giveUpOrWait(delivery, reason, counts: false, at: now, in: transaction)
            }
            return isFirst
        case .prevented(let reason):
            try giveUpOrWait(
                delivery, reason, after: ownPause, counts: false, at: now, in: transaction)
        case .refused(let reason, let after):
            try transaction.closeBreaker(channel.name, host: delivery.host)
            try giveUpOrWait(
                delivery, reason,
                after: delay(afterAttempt: delivery.attempts + 1, asked: after), counts: true,
                at: now, in: transaction)
        case .rejected(let reason):
            try transaction.closeBreaker(channel.name, host: delivery.host)
            try transaction.abandonDelivery(delivery, reason: reason, at: now)
        case .abandoned(let reason):
            try transaction.abandonDelivery(delivery, reason: reason, at: now)
        }
        return true
    }

    /// Leaves a host alone for a while. What was in flight to it when it failed failed with it, and
    /// counts as the same failure.
    ///
    /// - Returns: Whether it was not left alone already.
    private func openBreaker(
        of host: String, at now: Date, in transaction: WriteTransaction
    ) throws -> Bool {
        let breaker = try transaction.reading.breaker(channel.name, host: host)
        if let breaker, breaker.notBefore > now { return false }
        let pause = delay(afterAttempt: (breaker?.failureCount ?? 0) + 1)
        try transaction.openBreaker(
            channel.name, host: host, until: now.addingTimeInterval(pause))
        return true
    }

    /// Nothing waits longer than a day, so that a clock that was set back can be told from a wait.
    private func delay(
        afterAttempt attempt: Int, asked seconds: TimeInterval? = nil
    ) -> TimeInterval {
        let jitter = Int(random.integer() % 30)
        let delay = seconds ?? channel.delay(afterAttempt: attempt, jitter: jitter)
        return min(delay, RetrySchedule.longestDelay)
    }

    private func giveUpOrWait(
        _ delivery: Delivery, _ reason: String, after pause: TimeInterval = 0, counts: Bool,
        at now: Date, in transaction: WriteTransaction
    ) throws {
        let longest = channel.limits.sendingTime
        guard now.timeIntervalSince(delivery.createdAt) < longest else {
            try transaction.abandonDelivery(
                delivery, reason: "tried for \(Int(longest / 86_400)) days: \(reason)", at: now)
            return
        }
        try transaction.postponeDelivery(
            id: delivery.id, until: now.addingTimeInterval(pause), reason: reason, counts: counts)
    }
}
