internal import Foundation
internal import GRDB

/// Brings the schema forward and back, one migration a transaction, so that a stop in between is
/// simply resumed by the next run.
///
/// The version is SQLite's `user_version`, set in the transaction of its migration. Free disk is
/// checked first: a migration may rewrite every row once, and the write-ahead log holds it meanwhile.
public struct Migrator {
    private let database: PodDatabase

    /// - Throws: ``StoreError/newerSchema(path:found:known:)`` and the others of opening.
    public init(path: String) throws {
        database = try PodDatabase(opening: path)
    }

    init(database: PodDatabase) {
        self.database = database
    }

    /// The migrations that `migrate` would run.
    public func pending() throws -> [Migration] {
        Array(Migration.all.dropFirst(try database.schemaVersion()))
    }

    /// Runs what is pending.
    ///
    /// - Parameter progress: Called before each migration, with the count of those to run.
    /// - Returns: The migrations that ran.
    @discardableResult
    public func migrate(
        progress: (Migration, _ index: Int, _ count: Int) -> Void = { _, _, _ in }
    ) throws -> [Migration] {
        let migrations = try pending()
        guard !migrations.isEmpty else { return [] }
        try checkFreeSpace()
        for (index, migration) in migrations.enumerated() {
            progress(migration, index, migrations.count)
            try run(migration.up, reaching: migration.number)
        }
        return migrations
    }

    /// Takes the last migration back.
    ///
    /// - Returns: The migration taken back; `nil` if the schema is empty.
    public func rollback() throws -> Migration? {
        let version = try database.schemaVersion()
        guard version > 0 else { return nil }
        try checkFreeSpace()
        let migration = Migration.all[version - 1]
        try run(migration.down, reaching: version - 1)
        return migration
    }

    public func close() throws {
        try database.close()
    }

    private func run(_ sql: String, reaching version: Int) throws {
        try StoreError.translating(path: database.path) {
            // Foreign keys are off while tables are rebuilt, and checked before the commit.
            try database.pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA foreign_keys = OFF")
                defer {
                    // A connection that cannot even do this is broken; the next statement says so.
                    try? connection.execute(sql: "PRAGMA foreign_keys = ON")
                }
                try connection.inTransaction(.immediate) {
                    try connection.execute(sql: sql)
                    try connection.checkForeignKeys()
                    try connection.execute(sql: "PRAGMA user_version = \(version)")
                    return .commit
                }
            }
        }
    }

    private func checkFreeSpace() throws {
        let size = try FileManager.default.attributesOfItem(atPath: database.path)[.size] as? Int
        let folder = URL(filePath: database.path).deletingLastPathComponent().path
        let system = try FileManager.default.attributesOfFileSystem(forPath: folder)
        let needed = 2 * (size ?? 0) + 16 * 1_048_576
        if let available = system[.systemFreeSize] as? Int, available < needed {
            throw StoreError.notEnoughSpace(
                path: database.path, neededBytes: needed, availableBytes: available)
        }
    }
}
