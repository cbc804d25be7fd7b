internal import Escaping
public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Notes that a message arrived.
    public func finishDelivery(id: Int64, at date: Date) throws {
        let payloadID = try payloadID(ofDelivery: id)
        try database.run(
            sql: """
                UPDATE delivery SET state = 'done', reason = NULL, attempts = attempts + 1,
                    finishedAt = ?, payloadID = NULL
                WHERE id = ?
                """,
            arguments: [date.seconds, id])
        try releaseLease(id: id)
        if let payloadID { try removeFinishedPayload(id: payloadID) }
    }

    private func payloadID(ofDelivery id: Int64) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT payloadID FROM delivery WHERE id = ?"),
            arguments: [id])
    }

    /// Postpones a delivery.
    ///
    /// - Parameter counts: Whether it was the message's own failure; false if the host was not reached.
    public func postponeDelivery(
        id: Int64, until date: Date, reason: String, counts: Bool
    ) throws {
        try database.run(
            sql: """
                UPDATE delivery SET notBefore = ?, reason = ?, attempts = attempts + ? WHERE id = ?
                """,
            arguments: [date.seconds, EscapedText(reason).description, counts ? 1 : 0, id])
        try releaseLease(id: id)
    }

    /// Abandons a delivery. The deliveries that follow an abandoned post in its key are abandoned
    /// too, retractions excepted.
    public func abandonDelivery(_ delivery: Delivery, reason: String, at date: Date) throws {
        try abandon(id: delivery.id, reason: reason, at: date)
        guard ["status_message", "reshare"].contains(delivery.kind) else { return }
        let followers = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM delivery
                    WHERE channel = ? AND destination = ?
                        AND orderKey = (SELECT orderKey FROM delivery WHERE id = ?)
                        AND id > ? AND state IN ('open', 'held') AND kind <> 'retraction'
                    """),
            arguments: [
                delivery.channel.rawValue, delivery.destination, delivery.id, delivery.id,
            ])
        for id in followers {
            try abandon(id: id, reason: "the post it belongs to was given up", at: date)
        }
    }

    func abandon(id: Int64, reason: String, at date: Date) throws {
        let payloadID = try payloadID(ofDelivery: id)
        try database.run(
            sql: """
                UPDATE delivery SET state = 'abandoned', reason = ?, finishedAt = ?, payloadID = NULL
                WHERE id = ?
                """,
            arguments: [EscapedText(reason).description, date.seconds, id])
        try releaseLease(id: id)
        if let payloadID { try removeFinishedPayload(id: payloadID) }
    }

    /// Abandons the deliveries that a channel has retried, or let wait, for too long, with all that
    /// follow them.
    ///
    /// - Parameter reason: Of those that were not told why they wait.
    public func abandonDeliveries(
        _ channel: ChannelName, createdBefore limit: Date, reason: String, at date: Date
    ) throws {
        let ids = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM delivery
                    WHERE channel = ? AND state = 'open' AND createdAt < ? AND NOT \(Delivery.isLeased("id"))
                    ORDER BY id
                    """),
            arguments: [channel.rawValue, limit.seconds])
        // One by one, so that the last of a message takes its payload along; and read only now, as it
        // may have gone with one before it.
        for id in ids {
            guard let delivery = try reading.delivery(id: id), delivery.isUnfinished else {
                continue
            }
            try abandonDelivery(delivery, reason: delivery.reason ?? reason, at: date)
        }
    }

    /// Forgets finished deliveries of everything but posts, whose ledger is kept.
    public func removeDeliveries(_ channel: ChannelName, finishedBefore date: Date) throws {
        try database.run(
            sql: """
                DELETE FROM delivery
                WHERE channel = ? AND finishedAt < ? AND state IN ('done', 'abandoned')
                    AND kind NOT IN ('status_message', 'reshare')
                """,
            arguments: [channel.rawValue, date.seconds])
    }
}
