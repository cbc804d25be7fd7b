public import Foundation
internal import GRDB

/// A page at which the process ended that rendered it.
public struct PageTrial: Sendable, Equatable {
    /// The number of times that a page is tried alone before it is set aside.
    public static let limit = 3

    public let id: Int64
    public let page: String
    /// The number of times that the process ended while this page alone was rendered.
    public let deaths: Int
    public let lastAt: Date
    /// The moment when the page was set aside.
    public let heldAt: Date?

    public var isHeld: Bool { heldAt != nil }

    static let columns = "id, page, deaths, lastAt, heldAt"

    init(_ row: Row) throws {
        id = try row.value(0)
        page = try row.value(1)
        deaths = try row.value(2)
        lastAt = Date(seconds: try row.value(3))
        heldAt = (try row.value(4) as Int64?).map(Date.init(seconds:))
    }
}

extension ReadTransaction {
    public func pageTrials() throws -> [PageTrial] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT \(PageTrial.columns) FROM pageTrial ORDER BY id")
        ).map(PageTrial.init)
    }

    public func pageTrial(id: Int64) throws -> PageTrial? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(PageTrial.columns) FROM pageTrial WHERE id = ?"),
            arguments: [id]
        ).map(PageTrial.init)
    }
}

extension WriteTransaction {
    /// Counts that a process ended at a page, and sets it aside when it did too often.
    public func countDeath(atPage page: String, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO pageTrial (page, deaths, lastAt) VALUES (?, 1, ?)
                ON CONFLICT (page) DO UPDATE SET deaths = deaths + 1, lastAt = excluded.lastAt
                """,
            arguments: [page, date.seconds])
        try database.run(
            sql: """
                UPDATE pageTrial SET heldAt = ?
                WHERE page = ? AND deaths >= ? AND heldAt IS NULL
                """,
            arguments: [date.seconds, page, PageTrial.limit])
    }

    /// Makes a page that was set aside due again, with as many tries as at first.
    public func releaseTrial(id: Int64) throws {
        try database.run(
            sql: "UPDATE pageTrial SET deaths = 0, heldAt = NULL WHERE id = ?", arguments: [id])
    }

    /// Notes that a page was rendered after all, or is no more.
    public func removeTrial(ofPage page: String) throws {
        try database.run(sql: "DELETE FROM pageTrial WHERE page = ?", arguments: [page])
    }
}
