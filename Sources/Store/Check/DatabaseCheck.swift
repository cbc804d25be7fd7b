internal import GRDB

/// Looks for what should never be: damage, rows without their parents, lists out of order.
///
/// Everything runs in one transaction that is rolled back, so that a pod may go on meanwhile.
public struct DatabaseCheck {
    private let database: PodDatabase

    public init(database: PodDatabase) {
        self.database = database
    }

    /// - Throws: ``StoreError`` as opening does; the schema may be older than this program's.
    public init(path: String) throws {
        database = try PodDatabase(opening: path)
    }

    /// Lists the inconsistencies; none if the database is consistent.
    public func findings() throws -> [DatabaseFinding] {
        let version = try database.schemaVersion()
        do {
            return try StoreError.translating(path: database.path) {
                var findings: [DatabaseFinding] = []
                try database.pool.writeWithoutTransaction { connection in
                    try connection.inTransaction(.immediate) {
                        findings = try damage(connection)
                        if version == Migration.all.count, findings.isEmpty {
                            findings += try DatabaseRule.all.flatMap { try $0.findings(connection) }
                        }
                        return .rollback
                    }
                }
                return findings
            }
        } catch StoreError.corrupt(_, let reason) {
            return [damaged(reason)]
        }
    }

    private func damage(_ database: Database) throws -> [DatabaseFinding] {
        let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
        guard integrity == ["ok"] else {
            return [damaged(integrity.prefix(3).joined(separator: "; "))]
        }
        let orphans = try Row.fetchAll(
            database,
            sql: """
                SELECT "table", parent, COUNT(*) FROM pragma_foreign_key_check GROUP BY 1, 2
                """
        ).map { row -> DatabaseFinding in
            let (table, parent, count): (String, String, Int) = try (
                row.value(0), row.value(1), row.value(2)
            )
            return DatabaseFinding(
                kind: .orphans,
                text: "\(count) rows of \(table) name a row of \(parent) that is not there.")
        }
        return try orphans + Self.searchDamage(database)
    }

    private func damaged(_ reason: String) -> DatabaseFinding {
        DatabaseFinding(kind: .damage, text: "\(database.path) is damaged: \(reason)")
    }

    private static func searchDamage(_ database: Database) throws -> [DatabaseFinding] {
        try [
            ("postSearch", "The owner's search does not hold the texts that the posts have."),
            ("personSearch", "The search for people is damaged."),
        ].compactMap { table, text in
            guard try database.tableExists(table) else { return nil }
            do {
                try database.execute(
                    sql: "INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
                return nil
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                return DatabaseFinding(kind: .orphans, text: text)
            }
        }
    }
}
