internal import Escaping
public import Foundation
internal import GRDB

/// Another pod as this one knows it.
/// Spec: diaspora* federation protocol, 2.13 ("Pod status").
public struct RemotePod: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        case unchecked
        case noErrors = "no_errors"
        case dnsFailed = "dns_failed"
        case netFailed = "net_failed"
        case sslFailed = "ssl_failed"
        case httpFailed = "http_failed"
        case versionFailed = "version_failed"
        case unknownError = "unknown_error"
    }

    /// Host, and port where it is not the default one.
    public let authority: String
    /// The host at which the pod answers, if it differs from the authority of its people's IDs by a
    /// leading `www.`.
    public let address: String?
    public let status: Status
    public let reason: String?
    public let software: String?
    public let version: String?
    public let offlineSince: Date?
    /// Failures of messages to reach it in a row.
    public let failureCount: Int
    /// The moment from which the next message may be tried.
    public let notBefore: Date
    public let checkedAt: Date?

    static let rows = """
        SELECT authority, address, status, reason, software, version, offlineSince, checkedAt,
            COALESCE(failureCount, 0) AS failureCount, COALESCE(notBefore, 0) AS notBefore
        FROM remotePod LEFT JOIN breaker
            ON breaker.channel = 'federation' AND breaker.host = remotePod.authority
        """

    init(_ row: Row) throws {
        authority = try row.value("authority")
        address = try row.value("address")
        status = Status(rawValue: try row.value("status")) ?? .unknownError
        reason = try row.value("reason")
        software = try row.value("software")
        version = try row.value("version")
        offlineSince = (try row.value("offlineSince") as Int64?).map(Date.init(seconds:))
        failureCount = try row.value("failureCount")
        notBefore = Date(seconds: try row.value("notBefore"))
        checkedAt = (try row.value("checkedAt") as Int64?).map(Date.init(seconds:))
    }
}

extension ReadTransaction {
    public func remotePods() throws -> [RemotePod] {
        try Row.fetchAll(
            database, sql: "\(RemotePod.rows) ORDER BY authority"
        ).map(RemotePod.init)
    }

    public func remotePod(_ authority: String) throws -> RemotePod? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "\(RemotePod.rows) WHERE authority = ?"),
            arguments: [authority]
        ).map(RemotePod.init)
    }

    /// Lists the pods whose check is due.
    public func podsToCheck(at date: Date, limit: Int) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT authority FROM remotePod WHERE checkAt IS NOT NULL AND checkAt <= ?
                        AND NOT \(BlockedPod.isBlocked("authority"))
                    ORDER BY checkAt LIMIT ?
                    """),
            arguments: [date.seconds, limit])
    }
}

extension WriteTransaction {
    /// Makes a pod known, if it is not.
    public func insertRemotePod(_ authority: String, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO remotePod (authority, createdAt, checkAt) VALUES (?, ?, ?)
                """,
            arguments: [authority, date.seconds, date.seconds])
    }

    /// Notes where a pod answers, as its people's WebFinger documents say.
    public func setAddress(_ address: String?, ofPod authority: String) throws {
        try database.run(
            sql: "UPDATE remotePod SET address = ? WHERE authority = ? AND address IS NOT ?",
            arguments: [address, authority, address])
    }

    /// Notes that a pod answered; all that waited for it may go.
    public func setReached(_ authority: String) throws {
        try setAnswered(authority)
        try closeBreaker(.federation, host: authority)
    }

    /// Notes that a pod answered; its breaker is left to the dispatch of deliveries.
    public func setAnswered(_ authority: String) throws {
        try database.run(
            sql: """
                UPDATE remotePod SET status = 'no_errors', reason = NULL, offlineSince = NULL
                WHERE authority = ? AND status <> 'no_errors'
                """,
            arguments: [authority])
    }

    /// Notes that a pod did not answer, or not as a pod that is there.
    public func setFailed(
        _ authority: String, status: RemotePod.Status, reason: String, at date: Date
    ) throws {
        try insertRemotePod(authority, at: date)
        try database.run(
            sql: """
                UPDATE remotePod SET status = ?, reason = ?,
                    offlineSince = COALESCE(offlineSince, ?)
                WHERE authority = ?
                """,
            arguments: [
                status.rawValue, EscapedText(reason).description, date.seconds, authority,
            ])
    }

    /// Notes that a pod answered, though not what it runs. It is there: all that waited for it may go.
    public func setVersionFailed(_ authority: String, reason: String) throws {
        try database.run(
            sql: """
                UPDATE remotePod SET status = 'version_failed', reason = ?, offlineSince = NULL
                WHERE authority = ?
                """,
            arguments: [EscapedText(reason).description, authority])
        try closeBreaker(.federation, host: authority)
    }

    public func setChecked(
        _ authority: String, software: String?, version: String?, at date: Date, next: Date?
    ) throws {
        try database.run(
            sql: """
                UPDATE remotePod SET software = COALESCE(?, software),
                    version = COALESCE(?, version), checkedAt = ?, checkAt = ?
                WHERE authority = ?
                """,
            arguments: [software, version, date.seconds, next?.seconds, authority])
    }

    /// Asks for a check of a pod that was taken for dead and has just sent something: at once, and
    /// again half an hour after the last one, whatever it sends meanwhile (protocol, 2.13).
    public func scheduleCheck(_ authority: String, at date: Date) throws {
        try database.run(
            sql: """
                UPDATE remotePod SET checkAt = MIN(COALESCE(checkAt, ?1 + 1800),
                    iif(checkedAt > offlineSince, MAX(?1, checkedAt + 1800), ?1))
                WHERE authority = ?2 AND offlineSince IS NOT NULL
                """,
            arguments: [date.seconds, authority])
    }
}
