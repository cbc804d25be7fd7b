internal import Foundation
internal import GRDB

/// Entries of the inbox that may be leased now.
struct DueEntries {
    let date: Date
    let database: Database

    private static let isDue = """
        state <> 'held' AND notBefore <= ? AND NOT EXISTS (
            SELECT 1 FROM inboxLease WHERE entryID = inboxEntry.id)
        """

    func areMore(than limit: Int) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM inboxEntry WHERE \(Self.isDue)
                        ORDER BY notBefore, id LIMIT 1 OFFSET ?)
                    """),
            arguments: [date.seconds, limit]) ?? false
    }

    func oldest(limit: Int, maximumBytes: Int) throws -> [InboxEntry] {
        try entries(
            Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT \(InboxEntry.columns) FROM inboxEntry WHERE \(Self.isDue)
                        ORDER BY notBefore, id LIMIT ?
                        """),
                arguments: [date.seconds, limit]),
            maximumBytes: maximumBytes)
    }

    /// Divides the room among the addresses: those that have least come first, and leave what they do not need.
    func inTurn(limit: Int, maximumBytes: Int) throws -> [InboxEntry] {
        var addresses = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT address FROM inboxEntry INDEXED BY inboxEntryByAddress
                    WHERE state <> 'held' AND notBefore <= ?
                    GROUP BY address ORDER BY COUNT(*), MIN(id) LIMIT ?
                    """),
            arguments: [date.seconds, limit])[...]
        guard addresses.count > 1 else {
            return try oldest(limit: limit, maximumBytes: maximumBytes)
        }
        var taken: [InboxEntry] = []
        var bytesLeft = maximumBytes
        while let address = addresses.first, taken.count < limit, bytesLeft > 0 {
            let room = max(1, (limit - taken.count) / addresses.count)
            let own = try of(address, limit: room, maximumBytes: bytesLeft / addresses.count)
            taken += own
            bytesLeft -= own.reduce(0) { $0 + $1.body.count }
            addresses.removeFirst()
        }
        return taken
    }

    private func of(
        _ address: String, limit: Int, maximumBytes: Int
    ) throws -> [InboxEntry] {
        try entries(
            Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT \(InboxEntry.columns) FROM inboxEntry INDEXED BY inboxEntryByAddress
                        WHERE address = ? AND \(Self.isDue) ORDER BY notBefore, id LIMIT ?
                        """),
                arguments: [address, date.seconds, limit]),
            maximumBytes: maximumBytes)
    }

    /// - Returns: As many as come to no more than so many bytes, and one in any case.
    private func entries(_ rows: RowCursor, maximumBytes: Int) throws -> [InboxEntry] {
        var entries: [InboxEntry] = []
        var bytes = 0
        while entries.isEmpty || bytes < maximumBytes, let row = try rows.next() {
            let entry = try InboxEntry(row)
            bytes += entry.body.count
            entries.append(entry)
        }
        return entries
    }
}
