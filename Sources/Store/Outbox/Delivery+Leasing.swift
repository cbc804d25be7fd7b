public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Takes the deliveries of a host that may go now, for one worker alone.
    ///
    /// Of each inbox and key the oldest unfinished message alone, which is marked: the others are not
    /// looked at. Public posts go once their pages and their document are written; what people here say goes
    /// before what is passed on, and what was never tried before what was.
    public func leaseDeliveries(
        host: String, limit: Int, owner: String, at date: Date, until leasedUntil: Date
    ) throws -> [Delivery] {
        var deliveries: [Delivery] = []
        for priority in Delivery.priorities where deliveries.count < limit {
            deliveries += try nextDeliveries(
                host: host, priority: priority, limit: limit - deliveries.count, at: date)
        }
        for delivery in deliveries {
            try database.run(
                sql: "UPDATE delivery SET leaseOwner = ?, leasedUntil = ? WHERE id = ?",
                arguments: [owner, leasedUntil.seconds, delivery.id])
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
                        AND d.notBefore <= ? AND COALESCE(d.leasedUntil, 0) <= ?
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
            arguments: [host, priority, date.seconds, date.seconds, limit]
        ).map(Delivery.init)
    }

    /// Lets a held or waiting delivery go at once.
    public func releaseDelivery(id: Int64) throws {
        try database.run(
            sql: """
                UPDATE delivery SET state = 'open', notBefore = 0, leaseOwner = NULL,
                    leasedUntil = NULL WHERE id = ? AND state IN ('open', 'held')
                """,
            arguments: [id])
    }

    /// Gives back one delivery as it was taken.
    public func releaseLease(id: Int64) throws {
        try database.run(
            sql: "UPDATE delivery SET leaseOwner = NULL, leasedUntil = NULL WHERE id = ?",
            arguments: [id])
    }

    /// Gives back what a worker had taken that ended.
    public func releaseLeases(owner: String) throws {
        try database.run(
            sql: """
                UPDATE delivery SET leaseOwner = NULL, leasedUntil = NULL
                WHERE leasedUntil IS NOT NULL AND leaseOwner = ?
                """,
            arguments: [owner])
    }

    /// Gives back the deliveries that all workers had taken: for when none is left.
    public func releaseAllLeases() throws {
        try database.run(
            sql: """
                UPDATE delivery SET leaseOwner = NULL, leasedUntil = NULL
                WHERE leasedUntil IS NOT NULL
                """)
    }
}
