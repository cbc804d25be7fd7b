public import Foundation
internal import GRDB

/// Brings the schema forward and back, one migration a transaction, so that a stop in between is
/// simply resumed by the next run.
///
/// The version is SQLite's `user_version`, set in the transaction of its migration. Free disk is
/// checked first: a migration may rewrite every row once, and the write-ahead log holds it meanwhile.
public struct Migrator {
    private let database: PodDatabase
    private let migrations: [Migration]
    private let freeSpace: FreeSpace

    /// - Throws: ``StoreError/newerSchema(path:found:known:)`` and the others of opening.
    public init(path: String) throws {
        self.init(database: try PodDatabase(opening: path))
    }

    init(
        database: PodDatabase, migrations: [Migration] = Migration.all,
        freeSpace: FreeSpace = .system
    ) {
        self.database = database
        self.migrations = migrations
        self.freeSpace = freeSpace
    }

    /// Lists the migrations that `migrate` would run.
    public func pending() throws -> [Migration] {
        Array(migrations.dropFirst(try database.schemaVersion()))
    }

    /// Runs what is pending.
    ///
    /// - Parameter progress: Called before each migration, with the count of those to run.
    /// - Returns: The migrations that ran.
    @discardableResult
    public func migrate(
        progress: (Migration, _ index: Int, _ count: Int) -> Void = { _, _, _ in }
    ) throws -> [Migration] {
        let pending = try pending()
        guard !pending.isEmpty else { return [] }
        try checkFreeSpace(copies: 2)
        for (index, migration) in pending.enumerated() {
            progress(migration, index, pending.count)
            try run(migration.up, reaching: migration.number)
        }
        return pending
    }

    /// Copies the database beside, then takes the last migration back; what its tables held is in
    /// the copy alone.
    ///
    /// - Parameters:
    ///   - destination: Where the copy goes, a complete database of mode 0600; nothing may be there yet.
    ///   - report: Called, once all is done, with a sentence for each kind of rows that were removed from
    ///     tables which stay.
    /// - Returns: The migration taken back; `nil`, and no copy, if the schema is empty.
    public func rollback(
        backingUpTo destination: URL, report: (_ loss: String) -> Void = { _ in },
        progress: @escaping (_ done: Int, _ total: Int) -> Void
    ) throws -> Migration? {
        guard try database.schemaVersion() > 0 else { return nil }
        try checkFreeSpace(copies: 3)
        _ = try database.copy(to: destination.path, progress: progress)
        return try rollback(report: report)
    }

    /// Reverts the last migration, and with it everything in its tables.
    ///
    /// - Returns: The migration taken back; `nil` if the schema is empty.
    public func rollback(report: (_ loss: String) -> Void = { _ in }) throws -> Migration? {
        let version = try database.schemaVersion()
        guard version > 0 else { return nil }
        try checkFreeSpace(copies: 2)
        let migration = migrations[version - 1]
        for loss in try run(migration.down, reaching: version - 1, losing: migration.losses) {
            report(loss)
        }
        return migration
    }

    public func close() throws {
        try database.close()
    }

    /// Runs a migration's SQL and sets the schema version in one transaction.
    ///
    /// - Parameter query: Selects a sentence for each loss, before the SQL runs.\n- Returns: Those
    ///   sentences.
    @discardableResult
    private func run(
        _ sql: String, reaching version: Int, losing query: String? = nil
    ) throws -> [String] {
        try StoreError.translating(path: database.path) {
            // Foreign keys are off while tables are rebuilt, and checked before the commit.
            try database.pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA foreign_keys = OFF")
                defer {
                    // A connection that cannot even do this is broken; the next statement says so.
                    try? connection.execute(sql: "PRAGMA foreign_keys = ON")
                }
                var losses: [String] = []
                try connection.inTransaction(.immediate) {
                    losses = try query.map { try String.fetchAll(connection, sql: $0) } ?? []
                    try connection.execute(sql: sql)
                    try connection.checkForeignKeys()
                    try connection.execute(sql: "PRAGMA user_version = \(version)")
                    return .commit
                }
                return losses
            }
        }
    }

    private func checkFreeSpace(copies: Int) throws {
        let size = try FileManager.default.attributesOfItem(atPath: database.path)[.size] as? Int
        try freeSpace.require(copies * (size ?? 0) + 16 * 1_048_576, beside: database.path)
    }
}
