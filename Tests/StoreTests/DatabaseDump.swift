import GRDB

/// The schema and every row of every table, to be compared.
struct DatabaseDump: Equatable {
    let schema: [String]
    /// Table to rows, each a text of `column=value`.
    let rows: [String: [String]]

    /// - Parameter columns: For each table the columns to show; all if it is not among them.
    init(_ database: Database, columns: [String: [String]] = [:]) throws {
        schema = try String.fetchAll(
            database,
            sql: """
                SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema
                ORDER BY type, name
                """
        ).map(Self.withoutLayout)
        var rows: [String: [String]] = [:]
        for table in try Self.tables(database) {
            let names = try columns[table] ?? database.columns(in: table).map(\.name)
            let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
            rows[table] = try Row.fetchAll(database, sql: "SELECT \(list) FROM \"\(table)\"")
                .map { row in row.map { "\($0)=\($1)" }.joined(separator: " ") }.sorted()
        }
        self.rows = rows
    }

    /// Returns a statement without its line breaks, which SQLite does not keep where it adds or drops a column.
    private static func withoutLayout(_ sql: String) -> String {
        sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing("( ", with: "(").replacing(" )", with: ")")
    }

    static func tables(_ database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
                """)
    }

    static func columns(_ database: Database) throws -> [String: [String]] {
        var columns: [String: [String]] = [:]
        for table in try tables(database) {
            columns[table] = try database.columns(in: table).map(\.name)
        }
        return columns
    }
}
