internal import Foundation
internal import GRDB

/// The removal of a deleted post with all that hangs on it, in as many transactions as that takes.
///
/// Strangers decide how many answers a post has. Whatever does not fit into the transaction that deletes
/// it hangs on a row that is emptied: nothing but this finds the row, and so nothing finds the rest.
struct PostRemoval {
    let database: Database
    let postID: Int64
    let guid: String
    let wasPublic: Bool
    /// Whether its author is of this pod.
    let isOwn: Bool
    let date: Date

    /// The tables of what belongs to a post, whose author decides how much of it there is.
    private static let ownParts = [
        "postVersion", "location", "mention", "tagging", "redirect", "photo", "postAspect",
        "rendering", "unrenderedPost", "publicEnvelope",
    ]

    /// Rows that are looked up at a time.
    private static let pageSize = 100

    /// Removes rows that hang on the post.
    ///
    /// - Returns: Whether none is left.
    func removeParts(within budget: inout RemovalBudget) throws -> Bool {
        for part in (isOwn ? [PostPart.messages] : []) + PostPart.all {
            guard try remove(part, within: &budget) else { return false }
        }
        return true
    }

    private func remove(_ part: PostPart, within budget: inout RemovalBudget) throws -> Bool {
        while !budget.isSpent {
            let limit = min(budget.rows, Self.pageSize)
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: part.rows),
                arguments: ["post": postID, "guid": guid, "limit": limit])
            for row in rows {
                guard !budget.isSpent else { return false }
                budget.spend(rows: try row.value(1), bytes: try row.value(2))
                try remove(row: try row.value(0), of: part)
            }
            if rows.count < limit { return true }
        }
        return false
    }

    private func remove(row: Int64, of part: PostPart) throws {
        let arguments: StatementArguments = [
            "row": row, "post": postID, "isPublic": wasPublic, "date": date.seconds,
        ]
        if let preparation = part.preparation {
            try database.run(sql: preparation, arguments: arguments)
        }
        try database.run(sql: part.removal, arguments: arguments)
    }

    /// Leaves nothing of the post but a row for the rest to hang on.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` if a list has the post still, as the schema does when a row goes.
    func empty() throws {
        let isListed = try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM listing WHERE postID = ?)"),
            arguments: [postID])
        guard isListed != true else { throw StoreError.constraint("a list has the post") }
        for table in Self.ownParts {
            try database.run(sql: "DELETE FROM \(table) WHERE postID = ?", arguments: [postID])
        }
        // No GUID has a space.
        try database.run(
            sql: """
                UPDATE post SET deletedGUID = guid, guid = 'deleted ' || id, wasPublic = isPublic,
                    isPublic = 0, text = '', rootGUID = NULL, rootAuthor = NULL
                WHERE id = ?
                """,
            arguments: [postID])
    }

    func finish() throws {
        try database.run(sql: "DELETE FROM post WHERE id = ?", arguments: [postID])
    }
}
