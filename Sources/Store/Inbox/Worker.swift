public import Foundation
internal import GRDB

/// A process that works for the pod.
public enum Worker {
    /// Deaths of workers that had taken an entry alone, after which it is set aside.
    public static let maximumDeaths = 3
}

/// A worker that died, and what it had taken from the inbox.
public struct DeadWorker: Sendable, Equatable {
    public let id: Int64
    /// Entries that are taken one by one from now on.
    public let entryCount: Int
    /// Entries of which workers died often enough, set aside.
    public let heldEntryIDs: [Int64]
}

extension ReadTransaction {
    /// Lists all workers but one, dead or alive.
    public func otherWorkers(than id: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT id FROM worker WHERE id <> ? ORDER BY id"),
            arguments: [id])
    }
}

extension WriteTransaction {
    public func insertWorker(at date: Date) throws -> Int64 {
        try database.run(
            sql: "INSERT INTO worker (startedAt) VALUES (?)", arguments: [date.seconds])
        return database.lastInsertedRowID
    }

    /// Returns the leases of a worker that ends in good order, and removes it.
    public func removeWorker(id: Int64) throws {
        let ids = try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT entryID FROM inboxLease WHERE workerID = ?"),
            arguments: [id])
        try releaseInboxLeases(ids: ids)
        try releaseLeases(ofWorker: id)
        try database.run(sql: "DELETE FROM worker WHERE id = ?", arguments: [id])
    }

    /// Releases the leases of a worker that died. Inbox entries are marked to be tried one by one;
    /// an entry that was tried alone counts the death, and is set aside after three. Attack 65.
    public func removeDeadWorker(id: Int64) throws -> DeadWorker {
        try database.run(
            sql: """
                UPDATE inboxLease SET deaths = deaths + isAlone, isAlone = 1, workerID = NULL
                WHERE workerID = ?
                """,
            arguments: [id])
        let count = database.changesCount
        let fatal = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entryID FROM inboxLease JOIN inboxEntry ON inboxEntry.id = entryID
                    WHERE workerID IS NULL AND deaths >= ? AND state <> 'held'
                    """),
            arguments: [Worker.maximumDeaths])
        for entryID in fatal { try setAside(entryID: entryID) }
        try releaseLeases(ofWorker: id)
        try database.run(sql: "DELETE FROM worker WHERE id = ?", arguments: [id])
        return DeadWorker(id: id, entryCount: count, heldEntryIDs: fatal)
    }

    /// Holds an entry, with its count of deaths.
    private func setAside(entryID: Int64) throws {
        try holdInboxEntry(
            id: entryID,
            reason: "the program ended \(Worker.maximumDeaths) times while it worked on this alone")
        try database.run(
            sql: "INSERT INTO inboxLease (entryID, isAlone, deaths) VALUES (?, 1, ?)",
            arguments: [entryID, Worker.maximumDeaths])
    }
}
