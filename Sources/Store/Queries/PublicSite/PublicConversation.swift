internal import GRDB

/// A comment on a public post, once it is rendered.
public struct PublicComment: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let authorID: Int64
    /// HTML as lists and feeds show it.
    public let html: String
    /// Whether that is the beginning of a comment that has a page of its own.
    public let isCut: Bool
    /// The creation time that the author states, in seconds since 1970.
    public let createdAt: Int64
    public let likeCount: Int

    static let columns = """
        id, guid, authorID, CASE WHEN beginning IS NULL THEN html ELSE beginning END,
        beginning IS NOT NULL, createdAt,
        (SELECT COUNT(*) FROM publicLiking
        WHERE publicLiking.commentID = publicComment.id AND isPositive = 1)
        """

    init(_ row: Row) throws {
        id = try row.value(0)
        guid = try row.value(1)
        authorID = try row.value(2)
        let html: String? = try row.value(3)
        self.html = html ?? ""
        isCut = try row.value(4)
        createdAt = try row.value(5)
        likeCount = try row.value(6)
    }
}

extension PublicTransaction {
    public func commentCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT COUNT(*) FROM publicComment WHERE postID = ?"),
            arguments: [postID]) ?? 0
    }

    /// Lists the comments of these ranks in the order of arrival; the first comment has rank 1.
    public func comments(postID: Int64, ranks: ClosedRange<Int>) throws -> [PublicComment] {
        try database.rows(
            sql: """
                SELECT \(PublicComment.columns)
                FROM publicComment WHERE postID = ? ORDER BY id LIMIT ? OFFSET ?
                """,
            arguments: [postID, ranks.count, ranks.lowerBound - 1]
        ).all { try PublicComment($0) }
    }

    public func comment(guid: String, postID: Int64) throws -> PublicComment? {
        try database.rows(
            sql: """
                SELECT \(PublicComment.columns) FROM publicComment WHERE guid = ? AND postID = ?
                """,
            arguments: [guid, postID]
        ).all { try PublicComment($0) }.first
    }

    /// Returns the whole HTML of a comment; nil if there is no such comment.
    public func wholeHTML(commentID: Int64) throws -> String? {
        try database.rows(
            sql: "SELECT html FROM publicComment WHERE id = ?", arguments: [commentID]
        ).all { try $0.value(0) as String? }.first ?? nil
    }

    /// Lists every comment whose text has more than `bytes` bytes, with the GUID of its post.
    public func longComments(over bytes: Int) throws -> [(post: String, guid: String)] {
        try database.rows(
            sql: """
                SELECT publicPost.guid, publicComment.guid FROM publicComment
                JOIN publicPost ON publicPost.id = publicComment.postID
                WHERE length(CAST(publicComment.text AS BLOB)) > ?
                ORDER BY publicPost.id, publicComment.id
                """,
            arguments: [bytes]
        ).all { (try $0.value(0), try $0.value(1)) }
    }

    /// Counts the likes of the post itself.
    public func likeCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM publicLiking
                    WHERE postID = ? AND commentID IS NULL AND isPositive = 1
                    """),
            arguments: [postID]) ?? 0
    }

    public func reshareCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT COUNT(*) FROM publicReshare WHERE postID = ?"),
            arguments: [postID]) ?? 0
    }

    /// Lists every post that has comments, with their number.
    public func conversations() throws -> [(guid: String, commentCount: Int)] {
        let cursor = try database.rows(
            sql: """
                SELECT publicPost.guid, COUNT(*) FROM publicComment
                JOIN publicPost ON publicPost.id = publicComment.postID
                GROUP BY publicPost.id ORDER BY publicPost.id
                """)
        var conversations: [(String, Int)] = []
        while let row = try cursor.next() { try conversations.append((row.value(0), row.value(1))) }
        return conversations
    }
}
