internal import GRDB

extension Database {
    /// Runs one statement through the connection's cache of prepared statements.
    func run(sql: String, arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Fetches rows through the cache of prepared statements.
    func rows(sql: String, arguments: StatementArguments = StatementArguments()) throws -> RowCursor
    {
        try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    }
}
