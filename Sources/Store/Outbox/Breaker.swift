public import Foundation
internal import GRDB

/// A host of a channel that was not reached the last time, and is left alone for a while with all that waits for
/// it.
public struct Breaker: Sendable, Equatable {
    /// Failures in a row.
    public let failureCount: Int
    /// The moment of the next try.
    public let notBefore: Date
}

extension ReadTransaction {
    /// Returns the breaker of a host; nil if the last try reached the host, or there was none.
    public func breaker(_ channel: ChannelName, host: String) throws -> Breaker? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT failureCount, notBefore FROM breaker WHERE channel = ? AND host = ?"),
            arguments: [channel.rawValue, host]
        ).map { row in
            Breaker(
                failureCount: try row.value("failureCount"),
                notBefore: Date(seconds: try row.value("notBefore")))
        }
    }
}

extension WriteTransaction {
    /// Notes that a host was not reached once more.
    public func openBreaker(_ channel: ChannelName, host: String, until date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO breaker (channel, host, failureCount, notBefore) VALUES (?, ?, 1, ?)
                ON CONFLICT (channel, host) DO UPDATE
                SET failureCount = failureCount + 1, notBefore = excluded.notBefore
                """,
            arguments: [channel.rawValue, host, date.seconds])
    }

    /// Notes that a host was reached: all that waited for it may go.
    public func closeBreaker(_ channel: ChannelName, host: String) throws {
        try database.run(
            sql: "DELETE FROM breaker WHERE channel = ? AND host = ?",
            arguments: [channel.rawValue, host])
    }
}
