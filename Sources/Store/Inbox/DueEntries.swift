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

    /// Divides the room among addresses, of which a quarter is kept for known ones (attack 64): those are taken
    /// first that have waited longest. Of the others, half are those that have least, so that whoever sends a single
    /// message waits for nobody's flood, and half those that have waited longest, so that nobody waits for ever.
    func inTurn(limit: Int, maximumBytes: Int) throws -> [InboxEntry] {
        let waiting = try addresses()
        guard waiting.count > 1 else {
            return try oldest(limit: limit, maximumBytes: maximumBytes)
        }
        let byAge = waiting.sorted { $0.first < $1.first }
        let byCount = waiting.sorted { ($0.count, $0.first) < ($1.count, $1.first) }
        let kept = max(1, limit / 4)
        var entries = try share(
            byAge.filter(\.isKnown).map(\.name), limit: kept, maximumBytes: maximumBytes / 4)
        var names = Set(entries.map(\.address))
        let others = zip(byCount, byAge).flatMap { [$0.name, $1.name] }
            .filter { names.insert($0).inserted }
        var bytesLeft = entries.reduce(maximumBytes) { $0 - $1.body.count }
        let more = try share(others, limit: limit - entries.count, maximumBytes: bytesLeft)
        entries += more
        bytesLeft = more.reduce(bytesLeft) { $0 - $1.body.count }
        guard entries.count < limit, bytesLeft > 0 else { return entries }
        // Those that came first may have more than their part, of what the last ones left.
        let taken = Set(entries.map(\.id))
        for entry in try oldest(limit: limit, maximumBytes: maximumBytes)
        where !taken.contains(entry.id) && entries.count < limit && bytesLeft > 0 {
            entries.append(entry)
            bytesLeft -= entry.body.count
        }
        return entries
    }

    /// Divides room among addresses in their order; room that an address leaves goes to the next
    /// ones.
    private func share(
        _ addresses: [String], limit: Int, maximumBytes: Int
    ) throws -> [InboxEntry] {
        var addresses = addresses[...]
        var taken: [InboxEntry] = []
        var bytesLeft = maximumBytes
        while let address = addresses.first, taken.count < limit, bytesLeft > 0 {
            let room = limit - taken.count
            let sharers = min(addresses.count, room)
            let own = try of(
                address, limit: room / sharers, maximumBytes: bytesLeft / sharers)
            taken += own
            bytesLeft -= own.reduce(0) { $0 + $1.body.count }
            addresses.removeFirst()
        }
        return taken
    }

    /// An address with entries that are due, some of which may be taken.
    private struct Address {
        let name: String
        let count: Int
        /// The lowest number of its entries.
        let first: Int64
        /// Whether people whom somebody here added were heard from it.
        let isKnown: Bool
    }

    private func addresses() throws -> [Address] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT address, COUNT(*), MIN(id), EXISTS (
                        SELECT 1 FROM knownAddress WHERE knownAddress.address = inboxEntry.address)
                    FROM inboxEntry INDEXED BY inboxEntryByAddress
                    WHERE state <> 'held' AND notBefore <= ?
                    GROUP BY address
                    """),
            arguments: [date.seconds]
        ).map { row in
            Address(
                name: try row.value(0), count: try row.value(1), first: try row.value(2),
                isKnown: try row.value(3))
        }
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

    /// Reads entries until they exceed a number of bytes.
    ///
    /// - Returns: Entries of at most `maximumBytes` together, but at least one.
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
