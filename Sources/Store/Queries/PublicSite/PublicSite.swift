internal import CSQLite
internal import GRDB

/// What the renderer of the public tree may see: a read-only connection of its own whose statements
/// name the public views alone, so that a limited post cannot reach the tree by a forgotten `if`.
///
/// One snapshot at a time: each worker has its own.
public final class PublicSite: Sendable {
    let queue: DatabaseQueue
    let path: String

    public init(path: String) throws {
        self.path = path
        queue = try StoreError.translating(path: path) {
            var configuration = PodDatabase.configuration()
            configuration.readonly = true
            configuration.prepareDatabase { connection in
                try connection.execute(sql: "PRAGMA query_only = 1")
                // GRDB notes each column a statement reads, for observers; this connection has none.
                sqlite3_set_authorizer(connection.sqliteConnection, nil, nil)
            }
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    /// Reads on one snapshot.
    public func read<T>(_ body: (PublicTransaction) throws -> T) throws -> T {
        try StoreError.translating(path: path) {
            try queue.read { try body(PublicTransaction(database: $0)) }
        }
    }
}
