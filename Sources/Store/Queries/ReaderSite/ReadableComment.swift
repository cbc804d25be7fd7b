internal import GRDB

/// A comment as a page for somebody who is signed in shows it.
public struct ReadableComment: Sendable, Equatable {
    public enum Body: Sendable, Equatable {
        /// - Parameter beginning: The HTML of the beginning, if the comment is too long for a list.
        case html(String, beginning: String?)
        /// A text of the reader's own that is still to be rendered.
        case waiting(String)
    }

    public let id: Int64
    public let guid: String
    public let author: ReadablePerson
    /// Seconds since 1970.
    public let createdAt: Int64
    public let body: Body
    public let likeCount: Int
    public let isLiked: Bool
}

extension ReaderTransaction {
    private static let likes = """
        (SELECT count(*) FROM readableCommentLiking AS liking
            WHERE liking.commentID = readableComment.id),
        EXISTS (SELECT 1 FROM readableCommentLiking AS liking
            WHERE liking.authorID = reader() AND liking.postID = readableComment.postID
                AND liking.commentID = readableComment.id)
        """

    /// Lists the comments on a post that come before one, the newest of these, oldest first. Those of people whom the reader
    /// ignores are left out.
    ///
    /// - Parameter id: The row of that comment; nil for the last ones.
    public func comments(postID: Int64, before id: Int64?, limit: Int) throws -> [ReadableComment] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, authorID, createdAt, html, beginning, \(Self.likes)
                    FROM readableComment WHERE postID = ? AND id < ? AND \(ListFilter.answers)
                    ORDER BY id DESC LIMIT ?
                    """),
            arguments: [postID, id ?? .max, limit])
        return try rows.reversed().compactMap { row in
            try comment(
                row, .html(try row.value(4), beginning: try row.value(5) as String?))
        }
    }

    /// Lists the reader's own comments on a post that are still to be rendered, oldest first.
    public func waitingComments(postID: Int64, limit: Int) throws -> [ReadableComment] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, authorID, createdAt, text, NULL, 0, 0
                    FROM readableWaitingComment
                    WHERE postID = ? ORDER BY id LIMIT ?
                    """),
            arguments: [postID, limit])
        return try rows.compactMap { try comment($0, .waiting(try $0.value(4))) }
    }

    /// Returns a comment with the GUID of its post and the author of that, if the reader may read them.
    public func comment(
        guid: String
    ) throws -> (comment: ReadableComment, postGUID: String, postAuthorID: Int64)? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT readableComment.id, readableComment.guid, readableComment.authorID,
                        readableComment.createdAt, html, beginning, \(Self.likes), post.guid,
                        post.authorID
                    FROM readableComment
                    JOIN readablePost AS post ON post.id = readableComment.postID
                    WHERE readableComment.guid = ?
                    """),
            arguments: [guid])
        guard let row,
            let comment = try comment(
                row, .html(try row.value(4), beginning: try row.value(5) as String?))
        else { return nil }
        return (comment, try row.value(8), try row.value(9))
    }

    private func comment(_ row: Row, _ body: ReadableComment.Body) throws -> ReadableComment? {
        guard let author = try person(id: try row.value(2)) else { return nil }
        return ReadableComment(
            id: try row.value(0), guid: try row.value(1), author: author,
            createdAt: try row.value(3), body: body, likeCount: try row.value(6),
            isLiked: try row.value(7))
    }
}
