public import Diaspora
public import Foundation
internal import GRDB

/// What is left of something deleted: it can never be received again.
public struct Tombstone: Sendable, Equatable {
    /// The entity's name, such as `status_message`.
    public let type: String
    public let authorID: Int64?
    public let wasPublic: Bool
}

extension ReadTransaction {
    /// Whether something of this GUID was here and was deleted.
    public func isDeleted(guid: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM tombstone WHERE guid = ?)"),
            arguments: [guid]) ?? false
    }

    public func tombstone(_ guid: GUID) throws -> Tombstone? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT type, authorID, wasPublic FROM tombstone WHERE guid = ?"),
            arguments: [guid.string]
        ).map { Tombstone(type: $0["type"], authorID: $0["authorID"], wasPublic: $0["wasPublic"]) }
    }
}

extension WriteTransaction {
    public func insertTombstone(
        _ guid: GUID, type: String, authorID: Int64?, wasPublic: Bool, at date: Date
    ) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [guid.string, type, authorID, wasPublic, date.seconds])
    }

    /// What goes with a post: whoever takes an answer back meanwhile speaks of something that was here.
    func insertTombstonesOfAnswers(to post: Post, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, 'comment', authorID, :isPublic, :date FROM comment WHERE postID = :post
                UNION ALL
                SELECT guid, 'like', authorID, :isPublic, :date FROM liking WHERE postID = :post
                UNION ALL
                SELECT vote.guid, 'poll_participation', vote.authorID, :isPublic, :date
                FROM vote JOIN poll ON poll.id = vote.pollID WHERE poll.postID = :post
                """,
            arguments: ["post": post.id, "isPublic": post.isPublic, "date": date.seconds])
    }

    /// The same of the likes that go with a comment.
    func insertTombstonesOfLikes(ofCommentID id: Int64, isPublic: Bool, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, 'like', authorID, ?, ? FROM liking WHERE commentID = ?
                """,
            arguments: [isPublic, date.seconds, id])
    }
}
