internal import GRDB

/// A connection that nothing can be written through, three times over: the file is opened for reading, SQLite refuses every
/// statement that would change it, and an authorizer refuses all that the rules do not name.
final class ReadOnlyConnection: Sendable {
    let queue: DatabaseQueue
    private let authorizer: ReadAuthorizer
    private let path: String

    /// - Parameter prepare: Adds views and functions of this connection's own, before the authorizer is there.
    /// - Throws: ``StoreError``.
    init(
        path: String, rules: ReadRules,
        prepare: @escaping @Sendable (Database) throws -> Void = { _ in }
    ) throws {
        let authorizer = ReadAuthorizer(rules: rules)
        self.path = path
        self.authorizer = authorizer
        queue = try StoreError.translating(path: path) {
            var configuration = PodDatabase.configuration()
            configuration.readonly = true
            // The connection keeps its configuration, and with it the authorizer, until it is closed.
            configuration.prepareDatabase { connection in
                try prepare(connection)
                try connection.execute(sql: "PRAGMA query_only = 1")
                try authorizer.install(on: connection)
            }
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    /// Reads on one snapshot.
    ///
    /// - Throws: ``StoreError``; `failed` with the name of the table if the rules do not allow a read.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try StoreError.translating(path: path) {
            try queue.read { database in
                do {
                    return try body(database)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_AUTH {
                    throw authorizer.takeRefusal().map {
                        StoreError.failed(path: path, reason: $0)
                    } ?? StoreError(error, path: path)
                }
            }
        }
    }
}
