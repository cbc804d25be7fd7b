public import Foundation
internal import GRDB

/// A limit of attempts at something, by one address or at one account, within a window of time.
public struct AttemptLimit: Sendable {
    /// The name of the action, such as `sign-in.address`.
    public let action: String
    public let count: Int
    /// The length of the window, from the first attempt on.
    public let seconds: Int64

    public init(action: String, count: Int, seconds: Int64) {
        self.action = action
        self.count = count
        self.seconds = seconds
    }
}

extension ReadTransaction {
    /// Returns the time at which the next attempt of a subject is allowed; nil if it is now.
    public func nextAttempt(
        of subject: String, _ limit: AttemptLimit, at date: Date
    ) throws -> Date? {
        let window = try attempts(of: subject, limit, at: date)
        guard let window, window.count >= limit.count else { return nil }
        return Date(seconds: window.startedAt + limit.seconds)
    }

    /// Reads the open window of a subject; nil if there is none.
    fileprivate func attempts(
        of subject: String, _ limit: AttemptLimit, at date: Date
    ) throws -> (startedAt: Int64, count: Int)? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT startedAt, count FROM attempt WHERE action = ? AND subject = ?"),
            arguments: [limit.action, subject])
        guard let row else { return nil }
        let (startedAt, count): (Int64, Int) = (
            try row.value("startedAt"), try row.value("count")
        )
        // A clock that was set back must not keep anybody out for longer than the window.
        return (startedAt..<startedAt + limit.seconds).contains(date.seconds)
            ? (startedAt, count) : nil
    }
}

extension WriteTransaction {
    /// Old rows that go with each new one: more than come.
    private static let batch = 8

    /// Counts an attempt.
    ///
    /// - Parameter subject: An address or a user name, 64 bytes at most.
    /// - Returns: The time at which the next one is allowed, if this one is beyond the limit; it is not counted then.
    public func countAttempt(
        of subject: String, _ limit: AttemptLimit, at date: Date
    ) throws -> Date? {
        if let next = try reading.nextAttempt(of: subject, limit, at: date) { return next }
        let window = try reading.attempts(of: subject, limit, at: date)
        try database.run(
            sql: """
                INSERT INTO attempt (action, subject, startedAt, count) VALUES (?, ?, ?, ?)
                ON CONFLICT (action, subject)
                    DO UPDATE SET startedAt = excluded.startedAt, count = excluded.count
                """,
            arguments: [
                limit.action, subject, window?.startedAt ?? date.seconds,
                (window?.count ?? 0) + 1,
            ])
        return nil
    }

    /// Deletes the attempts of a subject, after one that succeeded.
    public func deleteAttempts(of subject: String, _ limit: AttemptLimit) throws {
        try database.run(
            sql: "DELETE FROM attempt WHERE action = ? AND subject = ?",
            arguments: [limit.action, subject])
    }

    /// Deletes some of the attempts whose windows began before a time.
    public func deleteSomeAttempts(before date: Date) throws {
        try database.run(
            sql: """
                DELETE FROM attempt WHERE (action, subject) IN (
                    SELECT action, subject FROM attempt WHERE startedAt < ? LIMIT \(Self.batch))
                """,
            arguments: [date.seconds])
    }
}
