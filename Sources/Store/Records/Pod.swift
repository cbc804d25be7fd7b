public import Foundation
internal import GRDB

extension ReadTransaction {
    /// Returns the address this database was made for, ending in `/`; `nil` before `init`.
    public func podURL() throws -> String? {
        try String.fetchOne(database.cachedStatement(sql: "SELECT url FROM pod"))
    }

    /// Returns a value that the program keeps for itself, such as the hash of the theme of the last
    /// build.
    public func state(_ key: String) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT value FROM podState WHERE key = ?"),
            arguments: [key])
    }
}

extension WriteTransaction {
    public func insertPod(url: String, createdAt: Date) throws {
        try database.run(
            sql: "INSERT INTO pod (id, url, createdAt) VALUES (1, ?, ?)",
            arguments: [url, createdAt.seconds])
    }

    public func setState(_ key: String, _ value: String) throws {
        try database.run(
            sql: """
                INSERT INTO podState (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """,
            arguments: [key, value])
    }
}
