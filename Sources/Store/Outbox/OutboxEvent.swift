public import Foundation
internal import GRDB

/// A fact that something must follow from, written in the transaction that made it true.
public struct OutboxEvent: Sendable, Equatable {
    public let id: Int64
    public let kind: String
    /// The GUID of the post, person or other thing that the event is about.
    public let guid: String
    /// JSON: what pages depended on before the change.
    public let before: String
}

extension WriteTransaction {
    @discardableResult
    public func insertEvent(
        kind: String, guid: String, before: String, createdAt: Date
    ) throws -> Int64 {
        try database.run(
            sql: "INSERT INTO outboxEvent (kind, guid, before, createdAt) VALUES (?, ?, ?, ?)",
            arguments: [kind, guid, before, createdAt.seconds])
        return database.lastInsertedRowID
    }

    /// Removes events whose pages are written, or have rows: nothing waits for them any more.
    public func removePlanned(eventIDs: [Int64]) throws {
        for id in eventIDs {
            try database.run(sql: "DELETE FROM outboxEvent WHERE id = ?", arguments: [id])
        }
    }
}

extension ReadTransaction {
    /// Lists the events that are not planned yet, oldest first.
    public func unplannedEvents(limit: Int) throws -> [OutboxEvent] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, kind, guid, before FROM outboxEvent ORDER BY id LIMIT ?
                    """),
            arguments: [limit]
        ).map {
            try OutboxEvent(
                id: $0.value("id"), kind: $0.value("kind"), guid: $0.value("guid"),
                before: $0.value("before"))
        }
    }

    /// Returns the ID of the newest event there ever was; 0 if there was none.
    public func lastEventID() throws -> Int64 {
        try Int64.fetchOne(
            database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'outboxEvent'") ?? 0
    }
}
