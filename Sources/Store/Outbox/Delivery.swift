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

    /// What people here say goes before what is passed on.
    static let priorities = 0...1

    static let columns = """
        id, destination, host, recipientID, guid, kind, version, payloadID, state, attempts,
        notBefore, reason, createdAt
        """

    init(_ row: Row) throws {
        id = try row.value("id")
        destination = try row.value("destination")
        host = try row.value("host")
        recipientID = try row.value("recipientID")
        guid = try row.value("guid")
        kind = try row.value("kind")
        version = try row.value("version")
        payloadID = try row.value("payloadID")
        state = State(rawValue: try row.value("state")) ?? .held
        attempts = try row.value("attempts")
        notBefore = Date(seconds: try row.value("notBefore"))
        reason = try row.value("reason")
        createdAt = Date(seconds: try row.value("createdAt"))
    }
}

extension ReadTransaction {
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

    /// Deliveries that wait for the podmin.
    public func heldDeliveryCount() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM delivery WHERE state = 'held'") ?? 0
    }

    public func openDeliveryCounts() throws -> [String: Int] {
        try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(
                database,
                sql: "SELECT host, COUNT(*) FROM delivery WHERE state = 'open' GROUP BY host"
            ).map { try ($0.value(0), $0.value(1)) })
    }
}
