public import Foundation
internal import GRDB

extension ReadTransaction {
    /// Returns whether any entry is due.
    public func hasDueInboxEntries(at date: Date) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM inboxEntry
                            WHERE state <> 'held' AND notBefore <= ? AND NOT EXISTS (
                                SELECT 1 FROM inboxLease WHERE entryID = inboxEntry.id))
                        OR EXISTS (SELECT 1 FROM inboxLease
                            WHERE workerID IS NULL AND deaths < ?)
                    """),
            arguments: [date.seconds, Worker.maximumDeaths]) ?? false
    }

    /// Whether messages wait that are due, or some process is working on any.
    public func isReceiving(at date: Date) throws -> Bool {
        let isWorkedOn = try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM inboxLease WHERE workerID IS NOT NULL)"))
        return try isWorkedOn == true || hasDueInboxEntries(at: date)
    }

    /// Those set aside because processes died of them, oldest first.
    public func fatalInboxEntries() throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entryID FROM inboxLease WHERE workerID IS NULL AND deaths >= ?
                    ORDER BY entryID
                    """),
            arguments: [Worker.maximumDeaths])
    }
}

extension WriteTransaction {
    /// Leases what is due to one worker, for as long as it lives, so that no clock has a say in it.
    ///
    /// Of what can be leased at once the oldest comes first. If more is due, each address has its turn, so that nobody
    /// waits behind another's flood. What a process that died had taken is left to ``leaseInboxEntryAlone(by:)``.
    ///
    /// - Parameters:
    ///   - limit: Most entries.
    ///   - maximumBytes: Of their bodies together; one is leased in any case.
    public func leaseInboxEntries(
        limit: Int, maximumBytes: Int = 16 << 20, at date: Date, by workerID: Int64
    ) throws -> [InboxEntry] {
        let due = DueEntries(date: date, database: database)
        let entries =
            try due.areMore(than: limit)
            ? due.inTurn(limit: limit, maximumBytes: maximumBytes)
            : due.oldest(limit: limit, maximumBytes: maximumBytes)
        for entry in entries {
            try database.run(
                sql: "INSERT INTO inboxLease (entryID, workerID) VALUES (?, ?)",
                arguments: [entry.id, workerID])
        }
        return entries
    }

    /// Leases one of those that a process had taken when it died, or that could not be stored together: first those of which
    /// nobody died alone.
    ///
    /// The worker must have taken nothing else, so that what it dies of is known. Attack 65.
    public func leaseInboxEntryAlone(by workerID: Int64) throws -> InboxEntry? {
        guard
            let id = try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT entryID FROM inboxLease WHERE workerID IS NULL AND deaths < ?
                        ORDER BY deaths, entryID LIMIT 1
                        """),
                arguments: [Worker.maximumDeaths])
        else { return nil }
        try database.run(
            sql: "UPDATE inboxLease SET workerID = ? WHERE entryID = ?", arguments: [workerID, id])
        return try reading.inboxEntry(id: id)
    }

    /// Marks entries that were taken together and could not be stored, so that they are taken one by one.
    public func separateInboxEntries(ids: [Int64]) throws {
        for id in ids {
            try database.run(
                sql: "UPDATE inboxLease SET isAlone = 1, workerID = NULL WHERE entryID = ?",
                arguments: [id])
        }
    }

    /// Releases the leases of entries that were not processed, without counting a try against them.
    public func releaseInboxLeases(ids: [Int64]) throws {
        for id in ids {
            try database.run(
                sql: "UPDATE inboxLease SET workerID = NULL WHERE entryID = ? AND isAlone = 1",
                arguments: [id])
            try database.run(
                sql: "DELETE FROM inboxLease WHERE entryID = ? AND isAlone = 0", arguments: [id])
        }
    }
}
