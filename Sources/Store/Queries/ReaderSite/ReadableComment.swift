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
}

extension ReaderTransaction {
    /// Lists the comments on a post that come before one, the newest of these, oldest first. Those of people whom the reader
    /// ignores are left out.
    ///
    /// - Parameter id: The row of that comment; nil for the last ones.
    public func comments(postID: Int64, before id: Int64?, limit: Int) throws -> [ReadableComment] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, authorID, createdAt, html, beginning FROM readableComment
                    WHERE postID = ? AND id < ? AND \(ListFilter.comments)
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
                    SELECT id, guid, authorID, createdAt, text FROM readableWaitingComment
                    WHERE postID = ? ORDER BY id LIMIT ?
                    """),
            arguments: [postID, limit])
        return try rows.compactMap { try comment($0, .waiting(try $0.value(4))) }
    }

    private func comment(_ row: Row, _ body: ReadableComment.Body) throws -> ReadableComment? {
        guard let author = try person(id: try row.value(2)) else { return nil }
        return ReadableComment(
            id: try row.value(0), guid: try row.value(1), author: author,
            createdAt: try row.value(3), body: body)
    }
}
