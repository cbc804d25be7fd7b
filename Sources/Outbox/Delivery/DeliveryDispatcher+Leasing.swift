internal import Foundation
internal import Store
internal import Synchronization
internal import Workers

extension DeliveryDispatcher {
    /// Notes what came of deliveries and leases those that may go now, in one commit.
    func settleAndLease() throws -> [Delivery] {
        let now = clock.now()
        let leases = try withOutcomes { try lease(noting: $0, at: now) }
        // Nothing is in flight unless the commit stands.
        inFlight.withLock { inFlight in
            for lease in leases { inFlight.begin(lease.deliveries.map(\.id), to: lease.host) }
        }
        return leases.flatMap(\.deliveries)
    }

    private typealias Lease = (host: WaitingHost, deliveries: [Delivery])

    private func lease(noting outcomes: [DeliveryOutcome], at now: Date) throws -> [Lease] {
        if outcomes.isEmpty {
            guard
                try database.read({ try hasRoom(for: $0.waitingHosts(channel.name, at: now)) })
            else {
                return []
            }
        }
        return try database.write { transaction in
            try settle(outcomes, in: transaction)
            return try lease(at: now, in: transaction)
        }
    }

    private func hasRoom(for hosts: [WaitingHost]) -> Bool {
        inFlight.withLock { inFlight in hosts.contains { inFlight.room(for: $0) > 0 } }
    }

    private func lease(at now: Date, in transaction: WriteTransaction) throws -> [Lease] {
        // Without those that failed just now.
        let hosts = try transaction.reading.waitingHosts(channel.name, at: now)
        var planned = inFlight.withLock { $0 }
        return try planned.inTurn(hosts).map { host in
            let deliveries = try lease(
                planned.room(for: host), for: host, at: now, in: transaction)
            planned.begin(deliveries.map(\.id), to: host)
            return (host, deliveries)
        }
    }

    private func lease(
        _ room: Int, for host: WaitingHost, at now: Date, in transaction: WriteTransaction
    ) throws -> [Delivery] {
        guard room > 0 else { return [] }
        // Another worker may be asking it.
        if host.isFailing, try transaction.reading.isAsked(channel.name, host: host.host) {
            return []
        }
        return try transaction.leaseDeliveries(
            channel.name, host: host.host, isSigned: channel.isSigned, limit: room, at: now,
            by: presence.id)
    }
}
