internal import Foundation
internal import GRDB

/// A database that has just come out of a backup, of any schema up to the newest one known.
///
/// What it wanted to send may have been sent since, and pods that heard of a retraction must not be
/// told again; a draft whose time has come may have been published. Nothing leaves by itself until the
/// podmin has looked. Nobody is signed in any more: a session may have been ended since. The tree is made anew.
public struct RestoredDatabase {
    /// The state that holds the last event whose deliveries must be held when they are made.
    public static let heldThroughKey = "outbox.heldThrough"

    public let schemaVersion: Int
    /// Deliveries to people and pods that wait for the podmin.
    public let heldDeliveryCount: Int
    /// Drafts with a time that wait for the podmin.
    public let heldDraftCount: Int

    /// Checks the file, holds its deliveries and forgets what the last build knew.
    ///
    /// - Throws: ``StoreError``; `newerSchema` if this program cannot read it, `corrupt` if it is
    ///   damaged.
    public init(settling path: String) throws {
        let database = try PodDatabase(opening: path)
        schemaVersion = try database.schemaVersion()
        (heldDeliveryCount, heldDraftCount) = try StoreError.translating(path: path) {
            try database.pool.write { connection in
                let complaint = try String.fetchOne(connection, sql: "PRAGMA integrity_check(1)")
                guard complaint == "ok" else {
                    throw StoreError.corrupt(path: path, reason: complaint ?? "unreadable")
                }
                if try connection.tableExists("session") {
                    try connection.run(sql: "DELETE FROM session")
                }
                return (
                    try Self.settleDeliveries(connection), try Self.holdSchedules(connection)
                )
            }
        }
        try database.checkpoint()
        try database.close()
    }

    private static func settleDeliveries(_ database: Database) throws -> Int {
        guard try database.tableExists("delivery") else { return 0 }
        try database.run(sql: "UPDATE delivery SET state = 'held' WHERE state = 'open'")
        let held = database.changesCount
        // Deliveries of events that nobody had planned yet are held when they are made.
        try database.run(
            sql: """
                INSERT OR REPLACE INTO podState (key, value)
                SELECT ?, CAST(COALESCE(MAX(id), 0) AS TEXT) FROM outboxEvent
                """,
            arguments: [heldThroughKey])
        try database.run(
            sql: """
                INSERT OR REPLACE INTO podState (key, value)
                SELECT ?, CAST(COALESCE(MAX(id), 0) AS TEXT) FROM payload
                """,
            arguments: [WriteTransaction.heldThroughKey])
        // Those who worked when the backup was made did not die of it.
        if try database.tableExists("deliveryLease") {
            try database.run(sql: "DELETE FROM deliveryLease")
        }
        if try database.tableExists("inboxLease") {
            try database.run(sql: "DELETE FROM inboxLease WHERE deaths = 0")
            try database.run(sql: "UPDATE inboxLease SET workerID = NULL")
            try database.run(sql: "DELETE FROM worker")
        }
        try database.run(sql: "DELETE FROM pageDelivery")
        try database.run(sql: "DELETE FROM podState WHERE key = 'site.fingerprint'")
        return held
    }

    /// Holds schedules by a reason, in schemas older than the column for it; the migration
    /// recognizes the reason.
    private static func holdSchedules(_ database: Database) throws -> Int {
        guard try database.tableExists("schedule") else { return 0 }
        let columns = try database.columns(in: "schedule").map(\.name)
        try database.run(
            sql: columns.contains("isHeld")
                ? "UPDATE schedule SET isHeld = 1"
                : "UPDATE schedule SET failure = 'held, as the pod was restored from a backup'")
        return database.changesCount
    }
}
