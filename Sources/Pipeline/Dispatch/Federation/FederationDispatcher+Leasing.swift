internal import Foundation
internal import Store
internal import Synchronization

extension FederationDispatcher {
    /// Notes what came of messages and takes those that may go now, in one commit.
    func settleAndLease() throws -> [Delivery] {
        let now = clock.now()
        let leases = try withOutcomes { try lease(noting: $0, at: now) }
        // Nothing is on the way unless the commit stands.
        flight.withLock { flight in
            for lease in leases { flight.begin(lease.messages.count, to: lease.pod) }
        }
        return leases.flatMap(\.messages)
    }

    private typealias Lease = (pod: WaitingPod, messages: [Delivery])

    private func lease(noting outcomes: [Flight.Outcome], at now: Date) throws -> [Lease] {
        if outcomes.isEmpty {
            guard try database.read({ try hasRoom(for: $0.waitingPods(at: now)) }) else {
                return []
            }
        }
        return try database.write { transaction in
            try settle(outcomes, in: transaction)
            return try lease(at: now, in: transaction)
        }
    }

    private func hasRoom(for pods: [WaitingPod]) -> Bool {
        flight.withLock { flight in pods.contains { flight.room(for: $0) > 0 } }
    }

    private func lease(at now: Date, in transaction: WriteTransaction) throws -> [Lease] {
        // Without those that failed just now.
        let pods = try transaction.reading.waitingPods(at: now)
        var planned = flight.withLock { $0 }
        return try planned.inTurn(pods).map { pod in
            let messages = try lease(
                planned.room(for: pod), for: pod, at: now, in: transaction)
            planned.begin(messages.count, to: pod)
            return (pod, messages)
        }
    }

    private func lease(
        _ room: Int, for pod: WaitingPod, at now: Date, in transaction: WriteTransaction
    ) throws -> [Delivery] {
        guard room > 0 else { return [] }
        // Another worker may be asking it.
        if pod.isFailing, try transaction.reading.isAsked(pod.host) { return [] }
        return try transaction.leaseDeliveries(
            host: pod.host, limit: room, at: now, by: presence.id)
    }

    /// Gives back what this process has taken.
    func releaseLeases() throws {
        try database.write { try $0.releaseLeases(ofWorker: presence.id) }
    }

    /// Gives back what workers had taken that died.
    ///
    /// - Returns: Whether there was anything.
    @discardableResult
    func releaseLeasesOfTheDead() throws -> Bool {
        let dead = try presence.dead(
            among: database.read { database in
                try database.sendingWorkers(otherThan: presence.id)
            })
        guard !dead.isEmpty else { return false }
        try database.write { transaction in
            for id in dead { try transaction.releaseLeases(ofWorker: id) }
        }
        return true
    }
}
