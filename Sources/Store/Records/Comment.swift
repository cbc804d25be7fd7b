public import Diaspora
public import Foundation
internal import GRDB

/// An answer in words to a post.
public struct Comment: Sendable, Equatable {
    public let id: Int64
    public let guid: GUID
    public let postID: Int64
    public let authorID: Int64
    /// Markdown.
    public let text: String
    /// The creation time that the author states.
    public let createdAt: Date

    static let columns = "id, guid, postID, authorID, text, createdAt"

    init(_ row: Row) throws {
        guid = try GUID(row: row)
        id = try row.value("id")
        postID = try row.value("postID")
        authorID = try row.value("authorID")
        text = try row.value("text")
        createdAt = Date(seconds: try row.value("createdAt"))
    }
}

extension ReadTransaction {
    public func comment(_ guid: GUID) throws -> Comment? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Comment.columns) FROM comment
                    WHERE guid = ? AND \(Post.stands("comment.postID"))
                    """),
            arguments: [guid.string]
        ).map(Comment.init)
    }

    public func comment(id: Int64) throws -> Comment? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Comment.columns) FROM comment WHERE id = ?"),
            arguments: [id]
        ).map(Comment.init)
    }

    /// Returns a comment's XML as its author signed it.
    public func commentXML(_ guid: GUID) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT xml FROM comment WHERE guid = ? AND \(Post.stands("comment.postID"))
                    """),
            arguments: [guid.string]
        ).map { [UInt8]($0) }
    }

    /// Lists a post's comments in the order of arrival.
    public func comments(postID: Int64, after id: Int64 = 0, limit: Int) throws -> [Comment] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Comment.columns) FROM comment WHERE postID = ? AND id > ?
                    ORDER BY id LIMIT ?
                    """),
            arguments: [postID, id, limit]
        ).map(Comment.init)
    }

    public func commentCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT COUNT(*) FROM comment WHERE postID = ?"),
            arguments: [postID]) ?? 0
    }
}

extension WriteTransaction {
    /// Stores a comment, whose text waits to be rendered: see ``setRendering(_:of:)``.
    ///
    /// - Parameter xml: The entity as its author signed it.
    /// - Returns: The row; nil if the GUID is taken.
    public func insertComment(
        guid: GUID, postID: Int64, authorID: Int64, text: String, createdAt: Date, xml: [UInt8],
        mentioning personIDs: [Int64] = []
    ) throws -> Int64? {
        try database.run(
            sql: """
                INSERT INTO comment (guid, postID, authorID, text, createdAt, xml)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (guid) DO NOTHING
                """,
            arguments: [guid.string, postID, authorID, text, createdAt.seconds, Data(xml)])
        guard database.changesCount > 0 else { return nil }
        let id = database.lastInsertedRowID
        for personID in personIDs {
            try database.run(
                sql: "INSERT OR IGNORE INTO commentMention (commentID, personID) VALUES (?, ?)",
                arguments: [id, personID])
        }
        return id
    }

    public func deleteComment(_ comment: Comment, isPublic: Bool, at date: Date) throws {
        try insertTombstone(
            comment.guid, type: "comment", authorID: comment.authorID, wasPublic: isPublic, at: date
        )
        try insertTombstonesOfLikes(ofCommentID: comment.id, isPublic: isPublic, at: date)
        try database.run(sql: "DELETE FROM comment WHERE id = ?", arguments: [comment.id])
    }
}
