internal import Escaping
internal import GRDB

/// A page of the public tree that is to be rendered again.
///
/// Planning adds one to `wanted`; a render notes the `wanted` it read before it read the rows. The
/// row rests, and goes, when the rendered number is the wanted one: ten changes make one render, and
/// none is missed.
public struct PageDelivery: Sendable, Equatable {
    public let page: String
    public let stage: Int
    public let priority: Int
    public let wanted: Int
    /// The reason why the last try failed, if one did since the page was last requested.
    public let failure: String?

    /// Whether it has a row, that is, outlives the process that is to write the page.
    public var isStored: Bool { wanted > 0 }

    init(page: String, stage: Int, priority: Int, wanted: Int, failure: String?) {
        self.page = page
        self.stage = stage
        self.priority = priority
        self.wanted = wanted
        self.failure = failure
    }

    /// Makes a request without a row: the event that asks for the page stays unplanned until the
    /// page is written.
    public init(page: String, stage: Int, priority: Int) {
        self.init(page: page, stage: stage, priority: priority, wanted: 0, failure: nil)
    }

    /// Returns the row as it is after another event has requested the page.
    public func askedForAgain(stage: Int, priority: Int) -> PageDelivery {
        PageDelivery(
            page: page, stage: min(self.stage, stage), priority: min(self.priority, priority),
            wanted: wanted, failure: nil)
    }
}

extension WriteTransaction {
    /// Asks for a page; the lower stage and priority of two requests are kept.
    ///
    /// - Parameter eventID: The event whose messages wait until the page is written.
    public func wantPage(
        _ page: String, stage: Int, priority: Int, eventID: Int64 = 0
    ) throws {
        try database.run(
            sql: """
                INSERT INTO pageDelivery (page, stage, priority, wanted, firstEventID, lastEventID)
                VALUES (?, ?, ?, 1, ?, ?)
                ON CONFLICT (page) DO UPDATE SET wanted = wanted + 1, failure = NULL,
                    stage = MIN(stage, excluded.stage), priority = MIN(priority, excluded.priority),
                    firstEventID = MIN(firstEventID, excluded.firstEventID),
                    lastEventID = MAX(lastEventID, excluded.lastEventID)
                """,
            arguments: [page, stage, priority, eventID, eventID])
    }

    /// Notes that a page was written with what was known when `wanted` had this number.
    public func setRendered(_ delivery: PageDelivery) throws {
        try database.run(
            sql: "DELETE FROM pageDelivery WHERE page = ? AND wanted = ?",
            arguments: [delivery.page, delivery.wanted])
        try database.run(
            sql: "UPDATE pageDelivery SET rendered = ? WHERE page = ?",
            arguments: [delivery.wanted, delivery.page])
    }

    /// Notes why a page could not be written; it stays asked for.
    public func setFailure(_ reason: String, page: String) throws {
        try database.run(
            sql: "UPDATE pageDelivery SET failure = ? WHERE page = ?",
            arguments: [EscapedText(reason).description, page])
    }

    /// Forgets every page asked for so far, as a full build has just made them all.
    public func removePageDeliveries(_ deliveries: [PageDelivery]) throws {
        for delivery in deliveries { try setRendered(delivery) }
    }
}

extension ReadTransaction {
    /// Lists the requested pages, by priority, then by stage.
    public func pageDeliveries(limit: Int) throws -> [PageDelivery] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT page, stage, priority, wanted, failure FROM pageDelivery
                    ORDER BY priority, stage, page LIMIT ?
                    """),
            arguments: [limit]
        ).map {
            try PageDelivery(
                page: $0.value("page"), stage: $0.value("stage"), priority: $0.value("priority"),
                wanted: $0.value("wanted"), failure: $0.value("failure"))
        }
    }

    /// Returns whether pages are requested other than those that show activity of people of other
    /// pods.
    public func hasUrgentPages() throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM outboxEvent
                            WHERE kind NOT IN ('postAnswered', 'answererRenamed'))
                        OR EXISTS (SELECT 1 FROM pageDelivery
                            WHERE priority = 0 AND failure IS NULL)
                    """)) ?? false
    }

    /// Counts the answers of people of other pods that are not shown yet, up to `limit`.
    public func answerCount(limit: Int) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM (
                        SELECT 1 FROM outboxEvent
                        WHERE kind IN ('postAnswered', 'answererRenamed') LIMIT ?)
                    """),
            arguments: [limit]) ?? 0
    }

    /// Returns whether any page is requested.
    ///
    /// - Parameter isRetrying: Counts those whose last try failed.
    public func isPageAskedFor(isRetrying: Bool) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM pageDelivery WHERE failure IS NULL OR ?)"),
            arguments: [isRetrying]) ?? false
    }
}
