internal import Diaspora
public import Foundation
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

    /// What belongs to a post and of which its author decides how much there is.
    private static let ownParts = [
        "postVersion", "location", "mention", "tagging", "redirect", "photo", "postAspect",
        "rendering", "publicEnvelope",
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

extension Post {
    /// SQL that holds unless the post with an ID was deleted and only its row is still there.
    static func stands(_ id: String) -> String {
        "NOT EXISTS (SELECT 1 FROM post WHERE post.id = \(id) AND post.deletedGUID IS NOT NULL)"
    }
}

extension ReadTransaction {
    /// Whether something hangs on deleted posts still.
    public func hasDeletedPosts() throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM post WHERE deletedGUID IS NOT NULL)")) ?? false
    }
}

extension WriteTransaction {
    /// Deletes a post in one transaction if little hangs on it.
    public func deletePost(_ post: Post, at date: Date) throws {
        var budget = RemovalBudget.transaction
        try deletePost(post, at: date, within: &budget)
    }

    /// Deletes a post and leaves a tombstone, so that it can never be received again.
    ///
    /// What exceeds the budget is found by nobody any more, and removed by ``removeDeletedPosts(at:within:)``.
    public func deletePost(
        _ post: Post, at date: Date, within budget: inout RemovalBudget
    ) throws {
        try insertTombstone(
            post.guid, type: post.kind.rawValue, authorID: post.authorID, wasPublic: post.isPublic,
            at: date)
        try insertTombstoneOfPoll(of: post, at: date)
        budget.spend(bytes: post.text.utf8.count)
        let removal = PostRemoval(
            database: database, postID: post.id, guid: post.guid.string, wasPublic: post.isPublic,
            isOwn: try reading.person(id: post.authorID)?.isHere == true, date: date)
        if try removal.removeParts(within: &budget) {
            try removal.finish()
        } else {
            try removal.empty()
        }
    }

    /// Removes some of what hangs on deleted posts.
    public func removeDeletedPosts(at date: Date, within budget: inout RemovalBudget) throws {
        while !budget.isSpent, let removal = try nextRemoval(at: date) {
            guard try removal.removeParts(within: &budget) else { return }
            budget.spend()
            try removal.finish()
        }
    }

    private func nextRemoval(at date: Date) throws -> PostRemoval? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT post.id, post.deletedGUID, post.wasPublic, person.kind <> 'remote'
                    FROM post JOIN person ON person.id = post.authorID
                    WHERE post.deletedGUID IS NOT NULL ORDER BY post.id LIMIT 1
                    """)
        ).map {
            try PostRemoval(
                database: database, postID: $0.value(0), guid: $0.value(1), wasPublic: $0.value(2),
                isOwn: $0.value(3), date: date)
        }
    }
}
