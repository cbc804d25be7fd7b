public import Diaspora
public import Foundation
internal import GRDB

/// A like of a post or of a comment to it.
public struct Liking: Sendable, Equatable {
    public let id: Int64
    public let guid: GUID
    public let postID: Int64
    /// The comment that is liked; nil if it is the post.
    public let commentID: Int64?
    public let authorID: Int64
    public let isPositive: Bool

    static let columns = "id, guid, postID, commentID, authorID, isPositive"

    init(_ row: Row) throws {
        guid = try GUID(row: row)
        id = try row.value("id")
        postID = try row.value("postID")
        commentID = try row.value("commentID")
        authorID = try row.value("authorID")
        isPositive = try row.value("isPositive")
    }
}

extension ReadTransaction {
    public func liking(_ guid: GUID) throws -> Liking? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Liking.columns) FROM liking
                    WHERE guid = ? AND \(Post.stands("liking.postID"))
                    """),
            arguments: [guid.string]
        ).map(Liking.init)
    }

    public func liking(id: Int64) throws -> Liking? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Liking.columns) FROM liking WHERE id = ?"),
            arguments: [id]
        ).map(Liking.init)
    }

    /// Finds the one like that a person may give to a post or comment.
    public func liking(postID: Int64, commentID: Int64?, authorID: Int64) throws -> Liking? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Liking.columns) FROM liking
                    WHERE authorID = ? AND postID = ? AND COALESCE(commentID, 0) = ?
                    """),
            arguments: [authorID, postID, commentID ?? 0]
        ).map(Liking.init)
    }

    public func likingCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT COUNT(*) FROM liking WHERE postID = ? AND commentID IS NULL"),
            arguments: [postID]) ?? 0
    }
}

extension WriteTransaction {
    /// Inserts a like.
    ///
    /// - Returns: Whether it was new: false if the GUID is taken or the person likes it already.
    public func insertLiking(
        guid: GUID, postID: Int64, commentID: Int64?, authorID: Int64, isPositive: Bool,
        createdAt: Date, xml: [UInt8]
    ) throws -> Bool {
        try database.run(
            sql: """
                INSERT INTO liking (guid, postID, commentID, authorID, isPositive, createdAt, xml)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [
                guid.string, postID, commentID, authorID, isPositive, createdAt.seconds, Data(xml),
            ])
        return database.changesCount > 0
    }

    public func deleteLiking(_ liking: Liking, isPublic: Bool, at date: Date) throws {
        try insertTombstone(
            liking.guid, type: "like", authorID: liking.authorID, wasPublic: isPublic, at: date)
        try database.run(sql: "DELETE FROM liking WHERE id = ?", arguments: [liking.id])
    }
}
