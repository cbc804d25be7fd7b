internal import GRDB

extension ReadTransaction {
    /// Counts the new entries of each address.
    ///
    /// Entries that wait for another try are bounded elsewhere and take no room from new ones. Attack 64.
    public func inboxLoads() throws -> [String: InboxLoad] {
        try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT address, COUNT(*) AS entries, SUM(bytes) AS bytes
                        FROM inboxEntry WHERE state <> 'held' AND notBefore = 0 AND state = 'new'
                        GROUP BY address
                        """)
            ).map {
                try (
                    $0.value("address"),
                    InboxLoad(entries: $0.value("entries"), bytes: $0.value("bytes"))
                )
            })
    }

    /// Lists the entries that are held for the podmin, newest first.
    public func heldInboxEntries(limit: Int) throws -> [InboxEntry] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(InboxEntry.columns) FROM inboxEntry WHERE state = 'held'
                    ORDER BY id DESC LIMIT ?
                    """),
            arguments: [limit]
        ).map(InboxEntry.init)
    }

    public func heldInboxEntryCount() throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT COUNT(*) FROM inboxEntry WHERE state = 'held'")) ?? 0
    }

    /// Lists the entries that wait for another try, the next one first.
    public func waitingInboxEntries(limit: Int) throws -> [InboxEntry] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(InboxEntry.columns) FROM inboxEntry WHERE state <> 'held'
                    ORDER BY notBefore, id LIMIT ?
                    """),
            arguments: [limit]
        ).map(InboxEntry.init)
    }

    public func inboxEntry(id: Int64) throws -> InboxEntry? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(InboxEntry.columns) FROM inboxEntry WHERE id = ?"),
            arguments: [id]
        ).map(InboxEntry.init)
    }
}
