internal import GRDB
internal import Glibc

/// The one SQLite file of a pod: one writer, readers beside it, every commit on disk before it counts.
///
/// WAL with `synchronous = FULL`: GRDB's pool sets NORMAL after its preparation, so FULL is set on the
/// writer once the pool is open. Every write transaction is `BEGIN IMMEDIATE`: a reader never becomes
/// a writer half-way, which is what makes SQLite answer "busy" without waiting.
public struct PodDatabase: Sendable {
    /// The path of the file, for error messages.
    public let path: String
    /// A connection that writes, with others beside it that read; on a full disk a single one that
    /// reads.
    let pool: any DatabaseWriter
    /// Whether no other connection can be opened meanwhile, not even by this process.
    public let isAlone: Bool

    /// Opens the database of a pod and checks that it has this program's schema.
    ///
    /// - Throws: ``StoreError``; `notFound` if there is no file, `olderSchema` or `newerSchema` if it
    ///   was written by another version.
    public init(path: String) throws {
        self = try PodDatabase(opening: path).requiringSchema()
    }

    /// Refuses a database that waits to be migrated.
    ///
    /// - Throws: ``StoreError/olderSchema(path:found:known:)``.
    public func requiringSchema() throws -> PodDatabase {
        let found = try schemaVersion()
        let known = Migration.all.count
        guard found >= known else {
            throw StoreError.olderSchema(path: path, found: found, known: known)
        }
        return self
    }

    /// Opens a database of any schema up to the newest one known: for migrations, checks and copies.
    public init(opening path: String) throws {
        try Self.checkFile(path)
        try self.init(pooling: path)
        try refuseNewerSchema()
    }

    static func checkFile(_ path: String) throws {
        guard let size = try size(path) else { throw StoreError.notFound(path: path) }
        guard size > 0 else { throw StoreError.corrupt(path: path, reason: "it is empty") }
    }

    func refuseNewerSchema() throws {
        let found = try schemaVersion()
        guard found <= Migration.all.count else {
            throw StoreError.newerSchema(path: path, found: found, known: Migration.all.count)
        }
    }

    init(pooling path: String) throws {
        self.path = path
        isAlone = false
        pool = try StoreError.translating(path: path) {
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
    }

    /// Opens one connection, in the mode that the file was made with. A pool would begin with a write of
    /// its own wherever the log is not there.
    ///
    /// - Parameter isAlone: Keeps all others out, and so needs no file beside the log.
    init(queueing path: String, isAlone: Bool = false) throws {
        self.path = path
        self.isAlone = isAlone
        pool = try StoreError.translating(path: path) {
            var configuration = Self.configuration(isAlone: isAlone)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let mode = try queue.writeWithoutTransaction {
                try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
            }
            guard mode == "wal" else {
                throw StoreError.failed(path: path, reason: "it cannot be kept in WAL mode")
            }
            return queue
        }
    }

    /// Runs reads on one snapshot of the database.
    public func read<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
        try StoreError.translating(path: path) {
            try pool.read { try body(ReadTransaction(database: $0)) }
        }
    }

    /// Runs reads and writes as one transaction: all of it is durable on return, or none of it
    /// happened.
    public func write<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        try StoreError.translating(path: path) {
            try pool.write { try body(WriteTransaction(database: $0)) }
        }
    }

    /// Returns the number of the last migration applied; 0 for an empty file.
    public func schemaVersion() throws -> Int {
        try StoreError.translating(path: path) {
            try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        }
    }

    /// Moves the write-ahead log into the database file, so that the file alone is whole.
    public func checkpoint() throws {
        try StoreError.translating(path: path) {
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
    }

    /// Forgets the pages that connections keep, and ends connections that only read, until they are needed again.
    public func releaseMemory() {
        (pool as? DatabasePool)?.releaseMemory()
    }

    /// Ends every connection and moves the log into the file; nothing is left beside it.
    public func close() throws {
        // The last connection clears the log away, which a reader could not.
        (pool as? DatabasePool)?.invalidateReadOnlyConnections()
        try StoreError.translating(path: path) { try pool.close() }
    }

    /// Returns the configuration of a connection.
    ///
    /// - Parameter isAlone: Locks out all other connections; the index of the write-ahead log is
    ///   then in memory.
    static func configuration(isAlone: Bool = false) -> Configuration {
        SQLiteLibrary.setUp()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            // Before anything is read, as the size of the cache is with the schema.
            if isAlone { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
            try database.execute(sql: "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// Returns the size of a file in bytes.
    ///
    /// - Returns: `nil` if there is no file.
    private static func size(_ path: String) throws -> Int? {
        var status = stat()
        guard stat(path, &status) != 0 else { return Int(status.st_size) }
        guard errno == ENOENT || errno == ENOTDIR else {
            throw StoreError.failed(path: path, reason: "the file cannot be opened")
        }
        return nil
    }
}
