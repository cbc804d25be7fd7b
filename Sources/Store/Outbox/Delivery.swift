public import Foundation
internal import GRDB

/// A message that a channel brings to one destination.
public struct Delivery: Sendable, Equatable {
    public enum State: String, Sendable { case open, held, done, abandoned }

    public let id: Int64
    public let channel: ChannelName
    /// An address of the channel; of a pod, host and path without a scheme.
    public let destination: String
    public let host: String
    /// The person whom it is for; nil for a public inbox.
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

    /// Whether it has not ended yet.
    public var isUnfinished: Bool { state == .open || state == .held }

    /// The range of priorities: 0 for messages of people of this pod, 1 for relayed ones.
    static let priorities = 0...1

    static let columns = """
        id, channel, destination, host, recipientID, guid, kind, version, payloadID, state, attempts,
        notBefore, reason, createdAt
        """

    init(_ row: Row) throws {
        id = try row.value("id")
        channel = ChannelName(rawValue: try row.value("channel"))
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
    /// Lists the ledger of a post or another thing: each destination it was sent to, or is to be.
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

    /// Lists messages that wait, oldest first; only the held ones if asked so.
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

    /// Counts the deliveries that wait for the podmin.
    public func heldDeliveryCount() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM delivery WHERE state = 'held'") ?? 0
    }

    /// Counts what waits for each host of a channel.
    public func openDeliveryCounts(_ channel: ChannelName) throws -> [String: Int] {
        try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(
                database,
                sql: """
                    SELECT host, COUNT(*) FROM delivery
                    WHERE channel = ? AND state = 'open' GROUP BY host
                    """, arguments: [channel.rawValue]
            ).map { try ($0.value(0), $0.value(1)) })
    }
}
