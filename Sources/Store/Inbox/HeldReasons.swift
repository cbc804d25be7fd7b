internal import GRDB

extension ReadTransaction {
    /// Counts the held messages whose reason contains a text.
    public func heldCount(reasonContaining text: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM inboxEntry WHERE state = 'held' AND instr(reason, ?) > 0
                    """),
            arguments: [text]) ?? 0
    }
}
