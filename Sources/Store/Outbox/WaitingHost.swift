public import Foundation
internal import GRDB

/// A host that deliveries of a channel wait for, and that may be tried.
public struct WaitingHost: Sendable, Equatable {
    public let host: String
    /// Whether it was not reached the last time.
    public let isFailing: Bool

    public init(host: String, isFailing: Bool) {
        self.host = host
        self.isFailing = isFailing
    }
}

extension ReadTransaction {
    /// Lists the hosts with open deliveries of a channel, without those whose breaker is open.
    public func waitingHosts(_ channel: ChannelName, at date: Date) throws -> [WaitingHost] {
        // Jumps from host to host in the index, however many messages wait for each.
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE hosts (host) AS (
                        SELECT MIN(host) FROM delivery INDEXED BY deliveryNext
                        WHERE channel = ?1 AND state = 'open' AND isFirst = 1
                        UNION ALL
                        SELECT (SELECT MIN(host) FROM delivery INDEXED BY deliveryNext
                                WHERE channel = ?1 AND state = 'open' AND isFirst = 1
                                    AND host > hosts.host)
                        FROM hosts WHERE hosts.host IS NOT NULL)
                    SELECT hosts.host, breaker.host IS NOT NULL AS isFailing
                    FROM hosts LEFT JOIN breaker
                        ON breaker.channel = ?1 AND breaker.host = hosts.host
                    WHERE hosts.host <> '' AND COALESCE(breaker.notBefore, 0) <= ?2
                    """),
            arguments: [channel.rawValue, date.seconds]
        ).map { try WaitingHost(host: $0.value("host"), isFailing: $0.value("isFailing")) }
    }
}
