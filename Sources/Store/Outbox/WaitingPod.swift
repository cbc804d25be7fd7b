public import Foundation
internal import GRDB

/// A pod that something waits for, and that may be tried.
public struct WaitingPod: Sendable, Equatable {
    public let host: String
    /// Whether it was not reached the last time.
    public let isFailing: Bool

    public init(host: String, isFailing: Bool) {
        self.host = host
        self.isFailing = isFailing
    }
}

extension ReadTransaction {
    /// Pods for which something is open, without those that are left alone for a while. One that is blocked is
    /// among them, so that what waits for it is given up.
    public func waitingPods(at date: Date) throws -> [WaitingPod] {
        // Jumps from host to host in the index, however many messages wait for each.
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE hosts (host) AS (
                        SELECT MIN(host) FROM delivery INDEXED BY deliveryNext
                        WHERE state = 'open' AND isFirst = 1
                        UNION ALL
                        SELECT (SELECT MIN(host) FROM delivery INDEXED BY deliveryNext
                                WHERE state = 'open' AND isFirst = 1 AND host > hosts.host)
                        FROM hosts WHERE hosts.host IS NOT NULL)
                    SELECT host, COALESCE(failureCount, 0) > 0 AS isFailing
                    FROM hosts LEFT JOIN remotePod ON remotePod.authority = hosts.host
                    WHERE host <> '' AND (COALESCE(remotePod.notBefore, 0) <= ?
                        OR \(BlockedPod.isBlocked("hosts.host")))
                    """),
            arguments: [date.seconds]
        ).map { try WaitingPod(host: $0.value("host"), isFailing: $0.value("isFailing")) }
    }
}
