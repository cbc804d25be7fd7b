public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Leases the deliveries of a host that may go now to one worker, for as long as it lives, so that no
    /// clock has a say in it.
    ///
    /// Of each destination and key the oldest unfinished message alone, which is marked: the others are not
    /// looked at. Public posts go once their pages and their document are written; what people here say goes
    /// before what is passed on, and what was never tried before what was.
    ///
    /// - Parameter isSigned: Whether a message goes in its envelope, and so waits until that is made.
    public func leaseDeliveries(
        _ channel: ChannelName, host: String, isSigned: Bool, limit: Int, at date: Date,
        by workerID: Int64
    ) throws -> [Delivery] {
        let query = Self.nextDeliveries(isSigned: isSigned)
        var deliveries: [Delivery] = []
        for priority in Delivery.priorities where deliveries.count < limit {
            deliveries += try Row.fetchAll(
                database.cachedStatement(sql: query),
                arguments: [
                    channel.rawValue, host, priority, date.seconds, limit - deliveries.count,
                ]
            ).map(Delivery.init)
        }
        for delivery in deliveries {
            try database.run(
                sql: "INSERT INTO deliveryLease (deliveryID, workerID) VALUES (?, ?)",
                arguments: [delivery.id, workerID])
        }
        return deliveries
    }

    private static func nextDeliveries(isSigned: Bool) -> String {
        let columns = Delivery.columns.split(separator: ", ").map { "d." + $0 }
        return """
            SELECT \(columns.joined(separator: ", "))
            FROM delivery AS d JOIN payload ON payload.id = d.payloadID
            WHERE d.channel = ? AND d.state = 'open' AND d.isFirst = 1
                AND d.host = ? AND d.priority = ?
                AND d.notBefore <= ? AND NOT \(Delivery.isLeased("d.id"))
                \(isSigned ? "AND payload.envelope IS NOT NULL" : "")
                AND NOT EXISTS (
                    SELECT 1 FROM outboxEvent WHERE outboxEvent.id = payload.eventID)
                AND (payload.eventID IS NULL OR NOT EXISTS (
                    SELECT 1 FROM pageDelivery
                    WHERE lastEventID > 0 AND lastEventID >= payload.eventID
                        AND firstEventID <= payload.eventID))
            ORDER BY d.notBefore, d.id LIMIT ?
            """
    }

    /// Makes a held or waiting delivery due at once; a leased one ends first.
    public func releaseDelivery(id: Int64) throws {
        try database.run(
            sql: """
                UPDATE delivery SET state = 'open', notBefore = 0
                WHERE id = ? AND state IN ('open', 'held')
                """,
            arguments: [id])
    }

    /// Releases the lease of one delivery, and leaves the delivery as it was.
    public func releaseLease(id: Int64) throws {
        try database.run(
            sql: "DELETE FROM deliveryLease WHERE deliveryID = ?", arguments: [id])
    }

    /// Releases all leases of a worker, who ends or is dead.
    public func releaseLeases(ofWorker id: Int64) throws {
        try database.run(sql: "DELETE FROM deliveryLease WHERE workerID = ?", arguments: [id])
    }
}

extension Delivery {
    /// Returns an SQL condition that holds while a worker has leased the delivery with an ID.
    static func isLeased(_ id: String) -> String {
        "EXISTS (SELECT 1 FROM deliveryLease WHERE deliveryID = \(id))"
    }
}

extension ReadTransaction {
    /// Lists the workers that hold leases of deliveries, or did when they died, without one of them.
    public func sendingWorkers(otherThan id: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT DISTINCT workerID FROM deliveryLease WHERE workerID <> ?"),
            arguments: [id])
    }

    /// Returns whether a worker has leased a delivery to a host.
    public func isAsked(_ channel: ChannelName, host: String) throws -> Bool {
        // The leases are few: each of them is looked at, and not each delivery of the host.
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM deliveryLease CROSS JOIN delivery
                        WHERE delivery.id = deliveryID
                            AND delivery.channel = ? AND delivery.host = ?)
                    """),
            arguments: [channel.rawValue, host]) ?? false
    }
}
