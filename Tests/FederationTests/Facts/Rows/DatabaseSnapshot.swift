import GRDB

/// The rows of all tables that tell what is so.
struct DatabaseSnapshot {
    /// Tables of what is still to be done or is being done: pages, messages, texts, and those who work on them.
    private static let work: Set<String> = [
        "outboxEvent", "pageDelivery", "pageTrial", "payload", "delivery", "deliveryLease",
        "channel", "inboxEntry", "inboxLease", "worker", "unrenderedPost", "unrenderedComment",
        "unrenderedMessage", "slowComment", "renaming", "twinlessFile",
    ]

    /// In the order of their names.
    let tables: [TableSnapshot]

    init(path: String) throws {
        tables = try DatabaseQueue(path: path).read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
                    ORDER BY name
                    """
            ).filter { !Self.work.contains($0) }.map { try TableSnapshot($0, in: database) }
        }
    }
}
