public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Leases the deliveries of a host that may go now to one worker, for as long as it lives, so that no
    /// clock has a say in it.
    ///
    /// Of each inbox and key the oldest unfinished message alone, which is marked: the others are not
    /// looked at. Public posts go once their pages and their document are written; what people here say goes
    /// before what is passed on, and what was never tried before what was.
    public func leaseDeliveries(
        host: String, limit: Int, at date: Date, by workerID: Int64
    ) throws -> [Delivery] {
        var deliveries: [Delivery] = []
        for priority in Delivery.priorities where deliveries.count < limit {
            deliveries += try nextDeliveries(
                host: host, priority: priority, limit: limit - deliveries.count, at: date)
        }
        for delivery in deliveries {
            try database.run(
                sql: "INSERT INTO deliveryLease (deliveryID, workerID) VALUES (?, ?)",
                arguments: [delivery.id, workerID])
        }
        return deliveries
    }

    private func nextDeliveries(
        host: String, priority: Int, limit: Int, at date: Date
    ) throws -> [Delivery] {
        let columns = Delivery.columns.split(separator: ", ").map { "d." + $0 }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(columns.joined(separator: ", "))
                    FROM delivery AS d JOIN payload ON payload.id = d.payloadID
                    WHERE d.state = 'open' AND d.isFirst = 1 AND d.host = ? AND d.priority = ?
                        AND d.notBefore <= ? AND NOT \(Delivery.isLeased("d.id"))
                        AND payload.envelope IS NOT NULL
                        AND NOT EXISTS (
                            SELECT 1 FROM outboxEvent
                            WHERE outboxEvent.id = payload.eventID AND outboxEvent.plannedAt IS NULL)
                        AND (payload.eventID IS NULL OR NOT EXISTS (
                            SELECT 1 FROM pageDelivery
                            WHERE lastEventID > 0 AND lastEventID >= payload.eventID
                                AND firstEventID <= payload.eventID))
                    ORDER BY d.notBefore, d.id LIMIT ?
                    """),
            arguments: [host, priority, date.seconds, limit]
        ).map(Delivery.init)
    }

    /// Lets a held or waiting delivery go at once; one that is on its way ends first.
    public func releaseDelivery(id: Int64) throws {
        try database.run(
            sql: """
                UPDATE delivery SET state = 'open', notBefore = 0
                WHERE id = ? AND state IN ('open', 'held')
                """,
            arguments: [id])
    }

    /// Gives back one delivery as it was taken.
    public func releaseLease(id: Int64) throws {
        try database.run(
            sql: "DELETE FROM deliveryLease WHERE deliveryID = ?", arguments: [id])
    }

    /// Gives back all that a worker had taken, who ends or is dead.
    public func releaseLeases(ofWorker id: Int64) throws {
        try database.run(sql: "DELETE FROM deliveryLease WHERE workerID = ?", arguments: [id])
    }
}

extension Delivery {
    /// SQL that holds while some worker brings the delivery of an ID to its pod.
    static func isLeased(_ id: String) -> String {
        "EXISTS (SELECT 1 FROM deliveryLease WHERE deliveryID = \(id))"
    }
}

extension ReadTransaction {
    /// Workers that are bringing something to other pods, or were when they died, without one of them.
    public func sendingWorkers(otherThan id: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT DISTINCT workerID FROM deliveryLease WHERE workerID <> ?"),
            arguments: [id])
    }

    /// Whether some worker is bringing something to a pod.
    public func isAsked(_ host: String) throws -> Bool {
        // The leases are few: each of them is looked at, and not each delivery of the host.
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM deliveryLease CROSS JOIN delivery
                        WHERE delivery.id = deliveryID AND delivery.host = ?)
                    """),
            arguments: [host]) ?? false
    }
}
