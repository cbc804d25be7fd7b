public import Foundation
internal import GRDB

/// A person with a login here.
public struct User: Sendable, Equatable {
    public let id: Int64
    public let personID: Int64
    public let username: String
    public let email: String?
    public let passwordHash: String
    public let createdAt: Date
    public let lockedAt: Date?
    public let closedAt: Date?

    static let columns = """
        id, personID, username, email, passwordHash, createdAt, lockedAt, closedAt
        """

    init(_ row: Row) throws {
        id = try row.value("id")
        personID = try row.value("personID")
        username = try row.value("username")
        email = try row.value("email")
        passwordHash = try row.value("passwordHash")
        createdAt = Date(seconds: try row.value("createdAt"))
        lockedAt = (try row.value("lockedAt") as Int64?).map(Date.init(seconds:))
        closedAt = (try row.value("closedAt") as Int64?).map(Date.init(seconds:))
    }
}

extension ReadTransaction {
    public func user(username: String) throws -> User? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE username = ?"),
            arguments: [username]
        ).map(User.init)
    }

    /// Lists the names of users whose accounts are neither closed nor locked.
    public func openUsernames(limit: Int) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT username FROM user WHERE closedAt IS NULL AND lockedAt IS NULL
                    ORDER BY username LIMIT ?
                    """),
            arguments: [limit])
    }

    /// Finds the person of a user, and reads nothing else of the account.
    public func personID(userID: Int64) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT personID FROM user WHERE id = ?"),
            arguments: [userID])
    }

    public func user(personID: Int64) throws -> User? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE personID = ?"),
            arguments: [personID]
        ).map(User.init)
    }

    /// Finds the user with an email address, ignoring case.
    public func user(email: String) throws -> User? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(User.columns) FROM user WHERE email = ?"),
            arguments: [email]
        ).map(User.init)
    }

    /// Finds the first user by name whose account is open.
    public func firstUser() throws -> User? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(User.columns) FROM user WHERE closedAt IS NULL
                    ORDER BY username LIMIT 1
                    """)
        )
        .map(User.init)
    }

    public func users() throws -> [User] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT \(User.columns) FROM user ORDER BY username")
        )
        .map(User.init)
    }
}

extension WriteTransaction {
    public func insertUser(
        personID: Int64, username: String, email: String?, passwordHash: String, createdAt: Date
    ) throws -> Int64 {
        try database.run(
            sql: """
                INSERT INTO user (personID, username, email, passwordHash, createdAt)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [personID, username, email, passwordHash, createdAt.seconds])
        return database.lastInsertedRowID
    }

    public func setPasswordHash(_ hash: String, userID: Int64) throws {
        try database.run(
            sql: "UPDATE user SET passwordHash = ? WHERE id = ?", arguments: [hash, userID])
    }

    /// Locks a user out, or lets them in again with `nil`.
    public func setLocked(at date: Date?, userID: Int64) throws {
        try database.run(
            sql: "UPDATE user SET lockedAt = ? WHERE id = ?", arguments: [date?.seconds, userID])
    }

    /// Closes an account for good: the name stays taken, the address and the password go.
    public func closeUser(id: Int64, at date: Date) throws {
        try database.run(
            sql: "UPDATE user SET closedAt = ?, email = NULL, passwordHash = '' WHERE id = ?",
            arguments: [date.seconds, id])
    }
}

extension ReadTransaction {
    public func user(id: Int64) throws -> User? {
        try Row.fetchOne(
            database, sql: "SELECT \(User.columns) FROM user WHERE id = ?", arguments: [id]
        ).map(User.init)
    }
}
