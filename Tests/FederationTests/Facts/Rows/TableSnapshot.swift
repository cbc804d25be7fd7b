import GRDB

/// All rows of one table.
struct TableSnapshot {
    /// A row's columns, in the order of the table.
    typealias Columns = [(name: String, value: DatabaseValue)]

    let name: String
    /// The columns of the primary key; none if the table has no key but the row's number.
    let keys: [String]
    /// The table whose row a column names, by the column.
    let references: [String: String]
    private(set) var rows: [[DatabaseValue]: Columns] = [:]

    init(_ name: String, in database: Database) throws {
        self.name = name
        keys = try String.fetchAll(
            database, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
            arguments: [name])
        let links = try Row.fetchAll(
            database, sql: "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)",
            arguments: [name])
        references = Dictionary(links.map { ($0[0], $0[1]) }, uniquingKeysWith: { one, _ in one })
        for row in try Row.fetchAll(database, sql: "SELECT * FROM \"\(name)\"") {
            let columns = row.map { (name: $0.0, value: $0.1) }
            rows[Self.key(keys, of: columns)] = columns
        }
    }

    /// Whether other tables name its rows by a number.
    var hasID: Bool { keys == ["id"] }

    private static func key(_ keys: [String], of columns: Columns) -> [DatabaseValue] {
        guard !keys.isEmpty else { return columns.map(\.value) }
        return keys.map { key in columns.first { $0.name == key }?.value ?? .null }
    }
}
