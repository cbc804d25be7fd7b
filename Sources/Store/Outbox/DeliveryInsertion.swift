public import Foundation
internal import GRDB

/// A delivery to insert: the destination of a payload.
public struct NewDelivery: Sendable {
    /// An address of the channel: a payload goes to each once, and messages there are in order.
    public var destination: String
    /// The machine that takes it. When it is not reached, all that waits for it does.
    public var host: String
    /// The person whom it is for, if it is for one.
    public var recipientID: Int64?
    /// The reason why the delivery is abandoned from the start; only the ledger of a post shows it.
    public var obstacle: String?

    public init(destination: String, host: String, recipientID: Int64? = nil) {
        self.destination = destination
        self.host = host
        self.recipientID = recipientID
    }
}

/// SQL that yields the columns of ``NewDelivery``, a row for each.
struct DeliverySource {
    let sql: String
    let arguments: StatementArguments
}

extension WriteTransaction {
    /// Inserts a delivery of a payload, unless the channel has one to the same place already.
    public func insert(
        _ new: NewDelivery, of payload: UnplannedPayload, by channel: ChannelName, at date: Date
    ) throws {
        try insertDeliveries(
            of: payload, by: channel,
            to: DeliverySource(
                sql: "SELECT ? AS destination, ? AS host, ? AS recipientID, ? AS obstacle",
                arguments: [new.destination, new.host, new.recipientID, new.obstacle]), at: date)
    }

    func insertDeliveries(
        of payload: UnplannedPayload, by channel: ChannelName, to places: DeliverySource,
        at date: Date
    ) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO delivery (channel, destination, host, recipientID, orderKey,
                    guid, kind, version, payloadID, priority, state, notBefore, createdAt,
                    finishedAt, reason)
                SELECT ?, place.destination, place.host, place.recipientID,
                    payload.orderKey, payload.guid, payload.kind,
                    CASE payload.version WHEN 0 THEN payload.id ELSE payload.version END,
                    iif(obstacle IS NULL, payload.id, NULL), ?,
                    iif(obstacle IS NULL, ?, 'abandoned'), 0, ?, iif(obstacle IS NULL, NULL, ?),
                    'not sent: ' || obstacle
                FROM (\(places.sql)) AS place JOIN payload ON payload.id = ?
                WHERE obstacle IS NULL OR payload.kind IN ('status_message', 'reshare')
                """,
            arguments: [
                channel.rawValue, payload.audience.isRelay ? 1 : 0,
                payload.isHeld ? "held" : "open", date.seconds, date.seconds,
            ] + places.arguments + [payload.id])
    }
}
