internal import GRDB

extension UnrenderedText {
    /// SQL that holds of a comment that the public site shows.
    static let isOnPublicSite =
        "EXISTS (SELECT 1 FROM publicPost WHERE publicPost.id = comment.postID)"
}

/// Comments of the public site, which are rendered before any page shows them.
extension ReadTransaction {
    /// The last comment that waits to be rendered, on the public site or not, but for slow ones; nil if none does.
    public func lastUnrenderedComment() throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT MAX(commentID) FROM unrenderedComment"))
    }

    /// Lists comments of the public site that wait to be rendered, but for slow ones.
    public func unrenderedPublicComments(
        _ ids: ClosedRange<Int64>, _ limit: UnrenderedText.Limit
    ) throws -> [UnrenderedText] {
        try texts(
            .comments, limit,
            sql: """
                SELECT comment.id, comment.guid, comment.text, publicPost.guid, 0
                FROM unrenderedComment CROSS JOIN comment ON comment.id = commentID
                JOIN publicPost ON publicPost.id = comment.postID
                WHERE commentID BETWEEN ? AND ? ORDER BY commentID LIMIT ?
                """,
            arguments: [ids.lowerBound, ids.upperBound, limit.rows])
    }

    /// Lists comments of the public site whose HTML is missing or was made by another version, but for slow ones,
    /// which wait already.
    public func stalePublicComments(
        renderer: String, after id: Int64, _ limit: UnrenderedText.Limit
    ) throws -> [UnrenderedText] {
        try texts(
            .comments, limit,
            sql: """
                SELECT comment.id, comment.guid, comment.text, publicPost.guid, 0
                FROM comment CROSS JOIN publicPost ON publicPost.id = comment.postID
                WHERE comment.id > ? AND NOT EXISTS (SELECT 1 FROM commentRendering
                    WHERE commentID = comment.id AND renderer = ?)
                    AND comment.id NOT IN (SELECT commentID FROM slowComment)
                ORDER BY comment.id LIMIT ?
                """,
            arguments: [id, renderer, limit.rows])
    }

    /// Lists comments of the public site that are rendered and name anybody of this pod.
    public func publicCommentsNamingPeople(
        after id: Int64, _ limit: UnrenderedText.Limit
    ) throws -> [UnrenderedText] {
        try texts(
            .comments, limit,
            sql: """
                SELECT comment.id, comment.guid, comment.text, publicPost.guid, 0
                FROM commentRendering CROSS JOIN comment ON comment.id = commentID
                JOIN publicPost ON publicPost.id = comment.postID
                WHERE isNaming = 1 AND commentID > ? ORDER BY commentID LIMIT ?
                """,
            arguments: [id, limit.rows])
    }
}

/// All other texts, which are rendered while nobody waits for them.
extension ReadTransaction {
    /// Lists texts of one queue, but for comments of the public site that are not slow.
    public func unrenderedTexts(
        _ queue: UnrenderedText.Queue, _ limit: UnrenderedText.Limit
    ) throws -> [UnrenderedText] {
        let (table, key) = (queue.kind.rawValue, queue.kind.key)
        let isOther = queue == .comments ? "WHERE NOT \(UnrenderedText.isOnPublicSite)" : ""
        return try texts(
            queue, limit,
            sql: """
                SELECT \(table).id, \(table).guid, \(table).text, NULL, isTried
                FROM \(queue.rawValue) CROSS JOIN \(table) ON \(table).id = \(key) \(isOther)
                ORDER BY \(key) LIMIT ?
                """,
            arguments: [limit.rows])
    }

    /// Lists the rows of texts whose HTML is missing or was made by another version, but for comments of the
    /// public site and posts by people of this pod.
    public func staleTexts(
        _ kind: UnrenderedText.Kind, renderer: String, after id: Int64, limit: Int
    ) throws -> [Int64] {
        let isOther =
            switch kind {
            case .post:
                """
                AND post.kind = 'status_message' AND deletedGUID IS NULL
                AND (SELECT kind FROM person WHERE id = post.authorID) = 'remote'
                """
            case .comment:
                """
                AND NOT \(UnrenderedText.isOnPublicSite)
                AND comment.id NOT IN (SELECT commentID FROM slowComment)
                """
            case .message: ""
            }
        return try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM \(kind.rawValue)
                    WHERE id > ? \(isOther) AND NOT EXISTS (SELECT 1 FROM \(kind.renderings)
                        WHERE \(kind.key) = \(kind.rawValue).id AND renderer = ?)
                    ORDER BY id LIMIT ?
                    """),
            arguments: [id, renderer, limit])
    }

    /// Lists texts of others that may name a person of this pod; of comments and messages, all that name anybody of it.
    ///
    /// - Parameter id: Of the person.
    /// - Returns: In the order of their rows. Comments of the public site have a post.
    public func textsNaming(
        personID id: Int64, _ kind: UnrenderedText.Kind, after last: Int64,
        _ limit: UnrenderedText.Limit
    ) throws -> [UnrenderedText] {
        let queue = kind.queues[0]
        switch kind {
        case .post:
            return try texts(
                queue, limit,
                sql: """
                    SELECT post.id, post.guid, post.text, NULL, 0
                    FROM mention JOIN post ON post.id = mention.postID
                    JOIN person ON person.id = post.authorID
                    WHERE mention.personID = ? AND mention.postID > ? AND person.kind = 'remote'
                    ORDER BY mention.postID LIMIT ?
                    """,
                arguments: [id, last, limit.rows])
        case .comment, .message:
            let table = kind.rawValue
            let post =
                kind == .comment
                ? "(SELECT guid FROM publicPost WHERE publicPost.id = comment.postID)" : "NULL"
            return try texts(
                queue, limit,
                sql: """
                    SELECT \(table).id, \(table).guid, \(table).text, \(post), 0
                    FROM \(kind.renderings) CROSS JOIN \(table) ON \(table).id = \(kind.key)
                    WHERE isNaming = 1 AND \(kind.key) > ? ORDER BY \(kind.key) LIMIT ?
                    """,
                arguments: [last, limit.rows])
        }
    }

    /// Reads texts until they are as many bytes as is wanted; one in any case. A damaged row holds up no other, and
    /// goes on waiting.
    private func texts(
        _ queue: UnrenderedText.Queue, _ limit: UnrenderedText.Limit, sql: String,
        arguments: StatementArguments
    ) throws -> [UnrenderedText] {
        let rows = try database.rows(sql: sql, arguments: arguments)
        var texts: [UnrenderedText] = []
        var bytes = 0
        while bytes < limit.bytes, let row = try rows.next() {
            guard let text = try? UnrenderedText(row, queue) else { continue }
            texts.append(text)
            bytes += text.text.utf8.count
        }
        return texts
    }
}
