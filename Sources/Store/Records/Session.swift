public import Foundation
internal import GRDB

/// A browser in which a user is signed in.
public struct Session: Sendable, Equatable {
    /// Characters that are kept of a browser's name.
    public static let maximumDeviceCharacters = 200

    public let id: Int64
    public let userID: Int64
    /// The browser's name for itself.
    public let device: String
    public let createdAt: Date
    /// The time of its last request, to within an hour.
    public let seenAt: Date

    static let columns = "id, userID, device, createdAt, seenAt"

    init(_ row: Row) throws {
        id = try row.value("id")
        userID = try row.value("userID")
        device = try row.value("device")
        createdAt = Date(seconds: try row.value("createdAt"))
        seenAt = Date(seconds: try row.value("seenAt"))
    }
}

extension ReadTransaction {
    /// Finds a session by the digest of its token, SHA-256.
    public func session(digest: [UInt8]) throws -> Session? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(Session.columns) FROM session WHERE digest = ?"),
            arguments: [Data(digest)]
        ).map(Session.init)
    }
}

extension ReadTransaction {
    /// Lists the sessions of a user that were seen after a time, the last one first.
    public func sessions(userID: Int64, seenAfter date: Date) throws -> [Session] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Session.columns) FROM session WHERE userID = ? AND seenAt > ?
                    ORDER BY seenAt DESC, id DESC
                    """),
            arguments: [userID, date.seconds]
        ).map(Session.init)
    }
}

extension WriteTransaction {
    /// Ends all sessions of a user but one.
    public func deleteSessions(userID: Int64, except id: Int64) throws {
        try database.run(
            sql: "DELETE FROM session WHERE userID = ? AND id <> ?", arguments: [userID, id])
    }

    /// Stores a session.
    ///
    /// - Parameter digest: That of its token, SHA-256.
    public func insertSession(
        digest: [UInt8], userID: Int64, device: String, at date: Date
    ) throws {
        try database.run(
            sql: """
                INSERT INTO session (digest, userID, device, createdAt, seenAt)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(digest), userID,
                String(device.unicodeScalars.prefix(Session.maximumDeviceCharacters)),
                date.seconds, date.seconds,
            ])
    }

    /// Notes the time of the last request of a session.
    public func setSeen(sessionID: Int64, at date: Date) throws {
        try database.run(
            sql: "UPDATE session SET seenAt = ? WHERE id = ?",
            arguments: [date.seconds, sessionID])
    }

    public func deleteSession(id: Int64) throws {
        try database.run(sql: "DELETE FROM session WHERE id = ?", arguments: [id])
    }

    /// Ends all sessions of a user.
    public func deleteSessions(userID: Int64) throws {
        try database.run(sql: "DELETE FROM session WHERE userID = ?", arguments: [userID])
    }

    /// Ends the sessions that were last seen before a time.
    public func deleteSessions(seenBefore date: Date) throws {
        try database.run(
            sql: "DELETE FROM session WHERE seenAt < ?", arguments: [date.seconds])
    }
}
