public import Diaspora
public import Foundation
internal import GRDB

/// A pod that the podmin wants nothing to do with.
public struct BlockedPod: Sendable, Equatable {
    public let name: String
    public let createdAt: Date
    /// Messages that were dropped since.
    public let refused: Int

    /// Returns an SQL condition that holds for blocked pods, given a column of hosts: the names are
    /// those of ``PodName/names``.
    static func isBlocked(_ host: String) -> String {
        func name(_ sql: String) -> String {
            "iif(\(sql) LIKE 'www.%', substr(\(sql), 5), \(sql))"
        }
        let withoutPort = "rtrim(\(host), '0123456789')"
        let hostAlone = "iif(\(withoutPort) LIKE '%:', rtrim(\(withoutPort), ':'), \(host))"
        return """
            EXISTS (SELECT 1 FROM blockedPod
                WHERE blockedPod.name IN (\(name(host)), \(name(hostAlone))))
            """
    }

    public func covers(_ pod: PodName) -> Bool { pod.names.contains(name) }
}

extension ReadTransaction {
    public func blockedPods() throws -> [BlockedPod] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT name, createdAt, refused FROM blockedPod ORDER BY name")
        ).map { row in
            BlockedPod(
                name: try row.value("name"), createdAt: Date(seconds: try row.value("createdAt")),
                refused: try row.value("refused"))
        }
    }

    public func isBlocked(_ pod: PodName) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM blockedPod WHERE name IN (?, ?))"),
            arguments: [pod.description, pod.names.last]) ?? false
    }
}

extension WriteTransaction {
    /// The reason with which deliveries to a blocked pod are abandoned.
    static let blockedReason = "the pod is blocked"

    /// Blocks a pod, and gives up what waits for it.
    ///
    /// - Returns: How many messages were given up; nil if it was blocked before, perhaps with all of its host.
    public func block(_ pod: PodName, at date: Date) throws -> Int? {
        guard try !reading.isBlocked(pod) else { return nil }
        try database.run(
            sql: "INSERT INTO blockedPod (name, createdAt) VALUES (?, ?)",
            arguments: [pod.description, date.seconds])
        let waiting = try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM delivery
                WHERE channel = 'federation' AND state IN ('open', 'held')
                    AND NOT \(Delivery.isLeased("id")) AND \(BlockedPod.isBlocked("host"))
                ORDER BY id
                """)
        for id in waiting { try abandon(id: id, reason: Self.blockedReason, at: date) }
        return waiting.count
    }

    /// Unblocks a pod.
    ///
    /// - Returns: Whether it was blocked.
    public func unblock(_ pod: PodName) throws -> Bool {
        try database.run(
            sql: "DELETE FROM blockedPod WHERE name = ?", arguments: [pod.description])
        return database.changesCount > 0
    }

    public func countRefused(_ count: Int, from pod: PodName) throws {
        try database.run(
            sql: "UPDATE blockedPod SET refused = refused + ? WHERE name IN (?, ?)",
            arguments: [count, pod.description, pod.names.last])
    }
}
