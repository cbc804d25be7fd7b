internal import Escaping
public import Foundation
internal import GRDB

/// What another pod posted, as it came: durable before it is answered, verified later.
public struct InboxEntry: Sendable, Equatable {
    public enum State: String, Sendable { case new, waiting, held }

    public let id: Int64
    /// The person whose private inbox it came to; nil for the public one.
    public let recipientID: Int64?
    public let body: [UInt8]
    public let address: String
    public let state: State
    public let attempts: Int
    public let reason: String?
    public let receivedAt: Date

    static let columns = "id, recipientID, body, address, state, attempts, reason, receivedAt"

    /// Reads the columns by their places: names are looked for again in each row.
    init(_ row: Row) throws {
        id = try row.value(0)
        recipientID = try row.value(1)
        body = try row.withUnsafeData(atIndex: 2) { $0.map { [UInt8]($0) } ?? [] }
        address = try row.value(3)
        state = State(rawValue: try row.value(4)) ?? .held
        attempts = try row.value(5)
        reason = try row.value(6)
        receivedAt = Date(seconds: try row.value(7))
    }
}

/// What a request brought, before it has a row.
public struct NewInboxEntry: Sendable {
    public let recipientID: Int64?
    public let body: [UInt8]
    public let address: String

    public init(recipientID: Int64?, body: [UInt8], address: String) {
        self.recipientID = recipientID
        self.body = body
        self.address = address
    }
}

/// How much waits to be verified: of one address, or of all.
public struct InboxLoad: Sendable, Equatable {
    public var entries: Int
    public var bytes: Int

    public init(entries: Int = 0, bytes: Int = 0) {
        self.entries = entries
        self.bytes = bytes
    }
}

extension ReadTransaction {
    /// How much of each address waits to be verified.
    public func inboxLoads() throws -> [String: InboxLoad] {
        try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT address, COUNT(*) AS entries, SUM(length(body)) AS bytes
                        FROM inboxEntry WHERE state <> 'held' GROUP BY address
                        """)
            ).map {
                try (
                    $0.value("address"),
                    InboxLoad(entries: $0.value("entries"), bytes: $0.value("bytes"))
                )
            })
    }

    /// Those kept for the podmin, newest first.
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

    /// Those that wait for another try, the next one first.
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

    /// Whether something may be taken now.
    public func hasDueInboxEntries(at date: Date) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM inboxEntry
                        WHERE state <> 'held' AND notBefore <= ? AND leasedUntil <= ?)
                    """),
            arguments: [date.seconds, date.seconds]) ?? false
    }
}

extension WriteTransaction {
    public func insertInboxEntries(_ entries: [NewInboxEntry], at date: Date) throws {
        for entry in entries {
            try database.run(
                sql: """
                    INSERT INTO inboxEntry (recipientID, body, address, receivedAt)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [entry.recipientID, Data(entry.body), entry.address, date.seconds])
        }
    }

    /// Takes what is due, oldest first, for one worker alone.
    public func leaseInboxEntries(
        limit: Int, at date: Date, until leasedUntil: Date
    ) throws -> [InboxEntry] {
        let entries = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(InboxEntry.columns) FROM inboxEntry
                    WHERE state <> 'held' AND notBefore <= ? AND leasedUntil <= ?
                    ORDER BY notBefore, id LIMIT ?
                    """),
            arguments: [date.seconds, date.seconds, limit]
        ).map(InboxEntry.init)
        for entry in entries {
            try database.run(
                sql: "UPDATE inboxEntry SET leasedUntil = ? WHERE id = ?",
                arguments: [leasedUntil.seconds, entry.id])
        }
        return entries
    }

    /// Lets entries be taken again that were taken, before their leases run out.
    public func giveBackInboxEntries(ids: [Int64]) throws {
        for id in ids {
            try database.run(
                sql: "UPDATE inboxEntry SET leasedUntil = 0 WHERE id = ?", arguments: [id])
        }
    }

    /// Removes an entry in the transaction that stores its effects.
    public func deleteInboxEntry(id: Int64) throws {
        try database.run(sql: "DELETE FROM inboxEntry WHERE id = ?", arguments: [id])
    }

    /// Puts an entry off to a later try.
    public func postponeInboxEntry(id: Int64, until date: Date, reason: String) throws {
        try database.run(
            sql: """
                UPDATE inboxEntry SET state = 'waiting', attempts = attempts + 1, notBefore = ?,
                    leasedUntil = 0, reason = ? WHERE id = ?
                """,
            arguments: [date.seconds, EscapedText(reason).description, id])
    }

    /// Keeps an entry for the podmin with the reason why nothing came of it.
    public func holdInboxEntry(id: Int64, reason: String) throws {
        try database.run(
            sql: "UPDATE inboxEntry SET state = 'held', leasedUntil = 0, reason = ? WHERE id = ?",
            arguments: [EscapedText(reason).description, id])
    }

    /// Lets an entry be tried again at once.
    public func retryInboxEntry(id: Int64) throws {
        try database.run(
            sql: """
                UPDATE inboxEntry SET state = 'waiting', attempts = 0, notBefore = 0, leasedUntil = 0
                WHERE id = ?
                """,
            arguments: [id])
    }

    /// Keeps the newest of those held, so that nobody can fill the disk with refused messages.
    public func trimHeldInboxEntries(to count: Int, bytes: Int = 64 << 20) throws {
        try database.run(
            sql: """
                DELETE FROM inboxEntry WHERE id IN (
                    SELECT id FROM inboxEntry WHERE state = 'held' ORDER BY id DESC LIMIT -1 OFFSET ?)
                """,
            arguments: [count])
        try database.run(
            sql: """
                DELETE FROM inboxEntry WHERE id IN (
                    SELECT id FROM (
                        SELECT id, SUM(length(body)) OVER (ORDER BY id DESC) AS bytes
                        FROM inboxEntry WHERE state = 'held')
                    WHERE bytes > ?)
                """,
            arguments: [bytes])
    }
}
