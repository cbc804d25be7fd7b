internal import GRDB

extension WriteTransaction {
    /// Counts users and public posts anew.
    ///
    /// - Returns: Whether a count changed.
    public func updateStatistics() throws -> Bool {
        let counts = [
            "users": "SELECT COUNT(*) FROM user WHERE closedAt IS NULL",
            "posts": "SELECT COUNT(*) FROM publicPost",
        ]
        var isChanged = false
        for (name, sql) in counts.sorted(by: { $0.key < $1.key }) {
            try database.run(
                sql: """
                    INSERT INTO statistic (name, value) VALUES (?, (\(sql)))
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value
                    WHERE value <> excluded.value
                    """,
                arguments: [name])
            isChanged = isChanged || database.changesCount > 0
        }
        return isChanged
    }
}
