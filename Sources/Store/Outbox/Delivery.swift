public import Foundation
internal import GRDB

/// One message on its way to one inbox.
public struct Delivery: Sendable, Equatable {
    public enum State: String, Sendable { case open, held, done, abandoned }

    public let id: Int64
    /// Host and path, without a scheme.
    public let destination: String
    public let host: String
    /// Whose key it is encrypted for; nil for a public inbox.
    public let recipientID: Int64?
    public let guid: String
    public let kind: String
    public let version: Int
    public let payloadID: Int64?
    public let state: State
    public let attempts: Int
    public let notBefore: Date
    public let reason: String?
    public let createdAt: Date

    /// Whether it is on its way still.
    public var isUnfinished: Bool { state == .open || state == .held }

    static let columns = """
        id, destination, host, recipientID, guid, kind, version, payloadID, state, attempts,
        notBefore, reason, createdAt
        """

    init(_ row: Row) {
        id = row["id"]
        destination = row["destination"]
        host = row["host"]
        recipientID = row["recipientID"]
        guid = row["guid"]
        kind = row["kind"]
        version = row["version"]
        payloadID = row["payloadID"]
        state = State(rawValue: row["state"]) ?? .held
        attempts = row["attempts"]
        notBefore = Date(seconds: row["notBefore"])
        reason = row["reason"]
        createdAt = Date(seconds: row["createdAt"])
    }
}

extension ReadTransaction {
    /// Hosts for which something is open.
    public func hostsWithOpenDeliveries() throws -> [String] {
        // Jumps from host to host in the index, however many messages wait for each.
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE hosts (host) AS (
                        SELECT MIN(host) FROM delivery WHERE state = 'open'
                        UNION ALL
                        SELECT (SELECT MIN(host) FROM delivery
                                WHERE state = 'open' AND host > hosts.host)
                        FROM hosts WHERE hosts.host IS NOT NULL)
                    SELECT host FROM hosts WHERE host IS NOT NULL AND host <> ''
                    """))
    }

    /// The ledger of a post or another thing: each inbox it was sent to, or is to be.
    public func deliveries(guid: String) throws -> [Delivery] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT \(Delivery.columns) FROM delivery WHERE guid = ? ORDER BY id"),
            arguments: [guid]
        ).map(Delivery.init)
    }

    public func delivery(id: Int64) throws -> Delivery? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Delivery.columns) FROM delivery WHERE id = ?"),
            arguments: [id]
        ).map(Delivery.init)
    }

    /// Messages that wait, oldest first; only the held ones if asked so.
    public func unfinishedDeliveries(isHeld: Bool, limit: Int) throws -> [Delivery] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Delivery.columns) FROM delivery
                    WHERE state IN ('open', 'held') AND (state = 'held' OR NOT ?)
                    ORDER BY id LIMIT ?
                    """),
            arguments: [isHeld, limit]
        ).map(Delivery.init)
    }

    public func openDeliveryCounts() throws -> [String: Int] {
        try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(
                database,
                sql: "SELECT host, COUNT(*) FROM delivery WHERE state = 'open' GROUP BY host"
            ).map { ($0[0], $0[1]) })
    }
}

extension WriteTransaction {
    /// Takes the deliveries of a host that may go now, for one worker alone.
    ///
    /// Of each inbox and key the oldest unfinished message alone; public posts once their pages and their
    /// document are written.
    public func leaseDeliveries(
        host: String, limit: Int, owner: String, at date: Date, until leasedUntil: Date
    ) throws -> [Delivery] {
        let deliveries = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Delivery.columns.split(separator: ", ").map { "d." + $0 }
                        .joined(separator: ", "))
                    FROM delivery AS d JOIN payload ON payload.id = d.payloadID
                    WHERE d.state = 'open' AND d.host = ? AND d.notBefore <= ?
                        AND COALESCE(d.leasedUntil, 0) <= ? AND payload.envelope IS NOT NULL
                        AND NOT EXISTS (
                            SELECT 1 FROM delivery AS older
                            WHERE older.destination = d.destination AND older.orderKey = d.orderKey
                                AND older.id < d.id AND older.state IN ('open', 'held'))
                        AND NOT EXISTS (
                            SELECT 1 FROM outboxEvent
                            WHERE outboxEvent.id = payload.eventID AND outboxEvent.plannedAt IS NULL)
                        AND (payload.eventID IS NULL OR NOT EXISTS (
                            SELECT 1 FROM pageDelivery
                            WHERE lastEventID > 0 AND lastEventID >= payload.eventID
                                AND firstEventID <= payload.eventID))
                    ORDER BY d.priority, d.id LIMIT ?
                    """),
            arguments: [host, date.seconds, date.seconds, limit]
        ).map(Delivery.init)
        for delivery in deliveries {
            try database.run(
                sql: "UPDATE delivery SET leaseOwner = ?, leasedUntil = ? WHERE id = ?",
                arguments: [owner, leasedUntil.seconds, delivery.id])
        }
        return deliveries
    }

    public func finishDelivery(id: Int64, at date: Date) throws {
        let payloadID = try payloadID(ofDelivery: id)
        try database.run(
            sql: """
                UPDATE delivery SET state = 'done', leaseOwner = NULL, leasedUntil = NULL,
                    reason = NULL, attempts = attempts + 1, finishedAt = ?, payloadID = NULL
                WHERE id = ?
                """,
            arguments: [date.seconds, id])
        if let payloadID { try removeFinishedPayload(id: payloadID) }
    }

    private func payloadID(ofDelivery id: Int64) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT payloadID FROM delivery WHERE id = ?"),
            arguments: [id])
    }

    /// Puts a delivery off.
    ///
    /// - Parameter counts: Whether it was the message's own failure; false if the host was not reached.
    public func postponeDelivery(
        id: Int64, until date: Date, reason: String, counts: Bool
    ) throws {
        try database.run(
            sql: """
                UPDATE delivery SET notBefore = ?, leaseOwner = NULL, leasedUntil = NULL, reason = ?,
                    attempts = attempts + ? WHERE id = ?
                """,
            arguments: [date.seconds, reason, counts ? 1 : 0, id])
    }

    /// Gives a delivery up. What follows a given-up post in its key goes with it, retractions excepted.
    public func abandonDelivery(_ delivery: Delivery, reason: String, at date: Date) throws {
        try abandon(id: delivery.id, reason: reason, at: date)
        guard ["status_message", "reshare"].contains(delivery.kind) else { return }
        let followers = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM delivery
                    WHERE destination = ? AND orderKey = (SELECT orderKey FROM delivery WHERE id = ?)
                        AND id > ? AND state IN ('open', 'held') AND kind <> 'retraction'
                    """),
            arguments: [delivery.destination, delivery.id, delivery.id])
        for id in followers {
            try abandon(id: id, reason: "the post it belongs to was given up", at: date)
        }
    }

    private func abandon(id: Int64, reason: String, at date: Date) throws {
        let payloadID = try payloadID(ofDelivery: id)
        try database.run(
            sql: """
                UPDATE delivery SET state = 'abandoned', leaseOwner = NULL, leasedUntil = NULL,
                    reason = ?, finishedAt = ?, payloadID = NULL WHERE id = ?
                """,
            arguments: [reason, date.seconds, id])
        if let payloadID { try removeFinishedPayload(id: payloadID) }
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

    /// Gives up what has been tried, or has waited, for too long.
    public func abandonDeliveries(createdBefore limit: Date, reason: String, at date: Date) throws {
        let ids = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM delivery
                    WHERE state = 'open' AND createdAt < ? AND COALESCE(leasedUntil, 0) <= ?
                    """),
            arguments: [limit.seconds, date.seconds])
        // One by one, so that the last of a message takes its payload along.
        for id in ids { try abandon(id: id, reason: reason, at: date) }
    }

    /// Forgets finished deliveries of everything but posts, whose ledger is kept.
    public func removeDeliveries(finishedBefore date: Date) throws {
        try database.run(
            sql: """
                DELETE FROM delivery WHERE finishedAt < ? AND state IN ('done', 'abandoned')
                    AND kind NOT IN ('status_message', 'reshare')
                """,
            arguments: [date.seconds])
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
                WHERE state = 'open' AND leaseOwner = ?
                """,
            arguments: [owner])
    }

    /// Gives back what all workers had taken: for when none is left.
    public func releaseAllLeases() throws {
        try database.run(
            sql: """
                UPDATE delivery SET leaseOwner = NULL, leasedUntil = NULL
                WHERE state = 'open' AND leasedUntil IS NOT NULL
                """)
        try database.run(
            sql: "UPDATE inboxEntry SET leasedUntil = 0 WHERE state <> 'held' AND leasedUntil > 0")
    }
}
