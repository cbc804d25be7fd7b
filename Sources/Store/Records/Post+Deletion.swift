internal import Diaspora
public import Foundation
internal import GRDB

extension Post {
    /// Returns an SQL condition that holds unless the post with an ID was deleted and only its row
    /// remains.
    static func stands(_ id: String) -> String {
        "NOT EXISTS (SELECT 1 FROM post WHERE post.id = \(id) AND post.deletedGUID IS NOT NULL)"
    }
}

extension ReadTransaction {
    /// Returns whether rows of deleted posts remain to be removed.
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
    /// Rows beyond the budget are found by nobody any more, and removed by ``removeDeletedPosts(at:within:)``.
    public func deletePost(
        _ post: Post, at date: Date, within budget: inout RemovalBudget
    ) throws {
        try insertTombstone(
            post.guid, type: post.kind.rawValue, authorID: post.authorID, wasPublic: post.isPublic,
            at: date)
        try insertTombstoneOfPoll(of: post, at: date)
        budget.spend(bytes: try post.text.utf8.count + reading.renderedBytes(postID: post.id))
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
