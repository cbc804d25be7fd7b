internal import Foundation
internal import Store
internal import Synchronization

extension FederationDispatcher {
    private static let leaseTime: TimeInterval = 120

    /// Notes what came of messages and takes those that may go now, in one commit.
    func settleAndLease() throws -> [Delivery] {
        let outcomes = flight.withLock { $0.takeOutcomes() }
        let now = clock.now()
        if outcomes.isEmpty {
            guard try database.read({ try !withRoom($0.waitingPods(at: now)).isEmpty }) else {
                return []
            }
        }
        return try database.write { transaction in
            try settle(outcomes, in: transaction)
            // Without those that failed just now.
            let pods = try transaction.reading.waitingPods(at: now)
            return try flight.withLock { $0.inTurn(pods) }.flatMap {
                try lease(for: $0, at: now, in: transaction)
            }
        }
    }

    private func withRoom(_ pods: [WaitingPod]) -> [WaitingPod] {
        flight.withLock { flight in pods.filter { flight.room(for: $0) > 0 } }
    }

    private func lease(
        for pod: WaitingPod, at now: Date, in transaction: WriteTransaction
    ) throws -> [Delivery] {
        let room = flight.withLock { $0.room(for: pod) }
        guard room > 0 else { return [] }
        // Another worker may be asking it.
        if pod.isFailing, try transaction.reading.isAsked(pod.host, at: now) { return [] }
        let messages = try transaction.leaseDeliveries(
            host: pod.host, limit: room, owner: owner, at: now,
            until: now.addingTimeInterval(Self.leaseTime))
        flight.withLock { $0.begin(messages.count, to: pod) }
        return messages
    }

    /// Gives back what this process has taken.
    public func releaseLeases() throws {
        try database.write { try $0.releaseLeases(owner: owner) }
    }
}
