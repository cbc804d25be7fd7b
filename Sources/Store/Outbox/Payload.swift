internal import Diaspora
internal import Escaping
public import Foundation
internal import GRDB

/// The body of a message, stored once for all its recipients.
public struct Payload: Sendable, Equatable {
    public let id: Int64
    /// The entity's name, such as `comment`.
    public let kind: String
    public let guid: String
    public let version: Int
    /// The person whose key signs the envelope.
    public let senderID: Int64
    public let isPublic: Bool
    /// The entity's XML; empty for a public post, which is made from its rows when it is signed.
    public let xml: [UInt8]
    /// The signed magic envelope, once it is made.
    public let envelope: [UInt8]?

    static let columns = "id, kind, guid, version, senderID, isPublic, body, envelope"

    init(_ row: Row) throws {
        id = try row.value("id")
        kind = try row.value("kind")
        guid = try row.value("guid")
        version = try row.value("version")
        senderID = try row.value("senderID") ?? 0
        isPublic = try row.value("isPublic")
        xml = try row.withUnsafeData(named: "body") { $0.map { [UInt8]($0) } ?? [] }
        envelope = try row.withUnsafeData(named: "envelope") { $0.map { [UInt8]($0) } }
    }
}

/// A message to be sent, written in the transaction of the fact it tells of.
public struct NewPayload: Sendable {
    public var kind: String
    public var guid: String
    /// Counts the edits of a post, from 1; 0 for what has no versions and may be sent again.
    public var version = 1
    public var senderID: Int64
    public var isPublic: Bool
    /// Messages to one inbox with the same key arrive in order: the root's GUID, or the author's ID.
    public var orderKey: String
    /// The post that it belongs to.
    public var postID: Int64?
    /// The event whose pages must be written before it goes.
    public var eventID: Int64?
    public var xml: [UInt8]
    public var audience: MessageAudience

    public init(
        kind: String, guid: String, senderID: Int64, isPublic: Bool, orderKey: String,
        xml: [UInt8], audience: MessageAudience
    ) {
        self.kind = kind
        self.guid = guid
        self.senderID = senderID
        self.isPublic = isPublic
        self.orderKey = orderKey
        self.xml = xml
        self.audience = audience
    }
}

extension WriteTransaction {
    @discardableResult
    public func insertPayload(_ payload: NewPayload, at date: Date) throws -> Int64 {
        try database.run(
            sql: """
                INSERT INTO payload (body, createdAt, kind, guid, version, senderID,
                    orderKey, postID, eventID, isPublic, audience)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(payload.xml), date.seconds, payload.kind, payload.guid, payload.version,
                payload.senderID, payload.orderKey, payload.postID, payload.eventID,
                payload.isPublic, try payload.audience.json(),
            ])
        return database.lastInsertedRowID
    }

    public func setEnvelope(_ envelope: [UInt8], payloadID: Int64) throws {
        try forgetObstacles(
            payloads: "SELECT id FROM payload WHERE id = ? AND envelope IS NULL",
            arguments: [payloadID])
        try database.run(
            sql: "UPDATE payload SET envelope = ? WHERE id = ?",
            arguments: [Data(envelope), payloadID])
    }

    /// Removes from the ledger the reasons why messages could not be signed, as now they are.
    ///
    /// - Parameter payloads: SQL that yields those that were not signed until now: what is signed already
    ///   may wait for another reason.
    func forgetObstacles(payloads: String, arguments: StatementArguments) throws {
        try database.run(
            sql: """
                UPDATE delivery SET reason = NULL
                WHERE channel = 'federation' AND state IN ('open', 'held') AND attempts = 0 AND payloadID IN (\(payloads))
                """,
            arguments: arguments)
    }

    /// Postpones a payload that cannot be signed now, so that it holds up nothing else.
    public func postponeSigning(payloadID: Int64, until date: Date, reason: String) throws {
        try database.run(
            sql: "UPDATE payload SET signAfter = ? WHERE id = ?",
            arguments: [date.seconds, payloadID])
        try database.run(
            sql: """
                UPDATE delivery SET reason = ?
                WHERE channel = 'federation' AND state = 'open' AND payloadID = ?
                """,
            arguments: [EscapedText(reason).description, payloadID])
    }

    /// Discards the deliveries of a post that is about to be deleted to pods that certainly do not
    /// have it; pods that may have it are told.
    ///
    /// The messages of its answers, any number of them, go with these: see ``PostPart/messages``.
    public func discardDeliveries(of post: Post, at date: Date) throws {
        try database.run(
            sql: """
                UPDATE delivery SET state = 'abandoned', finishedAt = ?, payloadID = NULL,
                    reason = 'it was deleted'
                WHERE guid = ? AND kind IN ('status_message', 'reshare')
                    AND state IN ('open', 'held') AND NOT \(Delivery.isLeased("delivery.id"))
                    AND EXISTS (SELECT 1 FROM payload
                        WHERE payload.id = delivery.payloadID AND payload.postID = ?)
                """,
            arguments: [date.seconds, post.guid.string, post.id])
    }

    /// Drops the versions of a public post that nobody signed yet: a newer one takes their place, and no
    /// envelope of them will ever be made. What another channel is delivering meanwhile stays until its end.
    public func discardUnsigned(ofPostID postID: Int64, before version: Int) throws {
        let unsigned = "postID = ? AND version < ? AND envelope IS NULL AND length(body) = 0"
        try database.run(
            sql: """
                DELETE FROM delivery WHERE payloadID IN (SELECT id FROM payload WHERE \(unsigned))
                    AND NOT \(Delivery.isLeased("delivery.id"))
                """,
            arguments: [postID, version])
        try database.run(
            sql: """
                DELETE FROM payload WHERE \(unsigned)
                    AND NOT EXISTS (SELECT 1 FROM delivery WHERE payloadID = payload.id)
                """, arguments: [postID, version])
    }

    /// Removes a message that nobody waits for any more.
    func removeFinishedPayload(id: Int64) throws {
        try database.run(
            sql: """
                DELETE FROM payload WHERE id = ? AND audience IS NULL
                    AND NOT EXISTS (SELECT 1 FROM delivery WHERE payloadID = payload.id)
                """,
            arguments: [id])
    }
}

extension ReadTransaction {
    public func payload(id: Int64) throws -> Payload? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Payload.columns) FROM payload WHERE id = ?"),
            arguments: [id]
        ).map(Payload.init)
    }

    /// Lists messages that a pod waits for and whose envelope is not made, oldest first and before those that
    /// were postponed; public posts are not among them (``unsignedPosts(limit:at:)``).
    public func unsignedPayloads(limit: Int, at date: Date) throws -> [Payload] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Payload.columns) FROM payload
                    WHERE envelope IS NULL AND signAfter <= ?
                        AND length(body) > 0 AND senderID IS NOT NULL
                        AND EXISTS (SELECT 1 FROM delivery
                            WHERE delivery.payloadID = payload.id
                                AND delivery.channel = 'federation' AND delivery.state = 'open')
                    ORDER BY signAfter, id LIMIT ?
                    """),
            arguments: [date.seconds, limit]
        ).map(Payload.init)
    }
}
