internal import CSQLite
internal import GRDB

extension PodDatabase {
    /// Opens a connection that nothing can be written through, twice over: the file is opened
    /// for reading, and SQLite refuses every statement that would change it.
    static func readOnlyQueue(path: String) throws -> DatabaseQueue {
        try StoreError.translating(path: path) {
            var configuration = Self.configuration()
            configuration.readonly = true
            configuration.prepareDatabase { connection in
                try connection.execute(sql: "PRAGMA query_only = 1")
                // GRDB notes each column a statement reads, for observers; this connection has none.
                sqlite3_set_authorizer(connection.sqliteConnection, nil, nil)
            }
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }
}
