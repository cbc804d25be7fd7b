internal import GRDB

/// The amount that strangers of one pod, whom nobody here added, have left here.
public struct StrangerUsage: Sendable, Equatable {
    fileprivate static let totalRowsKey = "strangers.rows"
    fileprivate static let totalBytesKey = "strangers.bytes"

    public var rows: Int
    public var bytes: Int

    public init(rows: Int = 0, bytes: Int = 0) {
        self.rows = rows
        self.bytes = bytes
    }

    /// Returns whether the usage reaches a limit.
    public func reaches(_ limit: StrangerUsage) -> Bool {
        rows >= limit.rows || bytes >= limit.bytes
    }

    public static func += (left: inout StrangerUsage, right: StrangerUsage) {
        left.rows += right.rows
        left.bytes += right.bytes
    }
}

extension ReadTransaction {
    /// Returns the usage of strangers of all pods on one host, whatever their ports.
    public func strangerUsage(onHost host: String) throws -> StrangerUsage {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COALESCE(SUM(strangerRows), 0), COALESCE(SUM(strangerBytes), 0) FROM remotePod
                    WHERE authority = :host OR (authority > :host || ':' AND authority < :host || ';')
                    """),
            arguments: ["host": host]
        ).map { StrangerUsage(rows: try $0.value(0), bytes: try $0.value(1)) } ?? StrangerUsage()
    }

    /// Returns the usage of a post with its photos and its poll.
    public func usage(ofPostID postID: Int64) throws -> StrangerUsage {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT 1 + photos.count + (SELECT COUNT(*) FROM pollAnswer
                            JOIN poll ON poll.id = pollAnswer.pollID WHERE poll.postID = post.id),
                        length(CAST(post.text AS BLOB)) + photos.bytes
                    FROM post, (SELECT COUNT(*) AS count, COALESCE(SUM(length(CAST(alt AS BLOB))
                            + length(CAST(path AS BLOB)) + length(CAST(name AS BLOB))), 0) AS bytes
                        FROM remotePhoto WHERE postID = :id) AS photos
                    WHERE post.id = :id
                    """),
            arguments: ["id": postID]
        ).map { StrangerUsage(rows: try $0.value(0), bytes: try $0.value(1)) } ?? StrangerUsage()
    }

    /// Returns the usage of strangers of all pods, as last added up: see
    /// ``WriteTransaction/addStrangerUsage(_:of:)``.
    public func totalStrangerUsage() throws -> StrangerUsage {
        StrangerUsage(
            rows: try state(StrangerUsage.totalRowsKey).flatMap { Int($0) } ?? 0,
            bytes: try state(StrangerUsage.totalBytesKey).flatMap { Int($0) } ?? 0)
    }

    /// Lists the pods whose strangers have reached their quota.
    public func pods(atLeast quota: StrangerUsage) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT authority FROM remotePod WHERE strangerRows >= ? OR strangerBytes >= ?
                ORDER BY authority
                """,
            arguments: [quota.rows, quota.bytes])
    }

    /// Lists the next pods, by name, whose strangers have left anything.
    public func podsWithStrangers(after authority: String, limit: Int) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT authority FROM remotePod WHERE authority > ? AND strangerRows > 0
                ORDER BY authority LIMIT ?
                """,
            arguments: [authority, limit])
    }

    /// Counts what is here of a pod's people whom nobody here added, but for their answers to those of other
    /// pods whom somebody did.
    ///
    /// - Parameter unrendered: The HTML of a text that waits to be rendered, by the bytes of the text: it may become
    ///   so long.
    public func countStrangers(
        of authority: String, unrendered: (factor: Int, base: Int)
    ) throws -> StrangerUsage {
        try Row.fetchOne(
            database, sql: Self.countOfStrangers,
            arguments: [
                "authority": authority, "factor": unrendered.factor, "base": unrendered.base,
            ]
        ).map { StrangerUsage(rows: try $0.value(0), bytes: try $0.value(1)) } ?? StrangerUsage()
    }

    /// SQL for the bytes of the stored HTML of a text, with those of another column.
    private static func html(_ renderings: String, of text: String, plus column: String) -> String {
        let key = renderings == "rendering" ? "postID" : "\(text)ID"
        return """
            COALESCE((SELECT length(CAST(html AS BLOB)) + COALESCE(length(CAST(\(column) AS BLOB)), 0)
                FROM \(renderings) WHERE \(key) = \(text).id),
                iif(\(text).text = '', 0, :base + :factor * length(CAST(\(text).text AS BLOB))))
            """
    }

    /// SQL for whether a post is by somebody of another pod whom somebody here added: they pass its answers on.
    private static let isByAddedElsewhere = """
        EXISTS (SELECT 1 FROM contact JOIN person AS root ON root.id = contact.personID
            WHERE contact.personID = post.authorID AND contact.isReceiving = 1
                AND root.kind = 'remote')
        """

    private static let countOfStrangers = """
        WITH stranger AS MATERIALIZED (
            SELECT id FROM person WHERE kind = 'remote' AND authority = :authority
                AND NOT EXISTS (SELECT 1 FROM contact
                    WHERE contact.personID = person.id AND contact.isReceiving = 1)),
        thing (bytes) AS (
            SELECT length(CAST(publicKey AS BLOB)) FROM stranger
                JOIN personKey ON personKey.personID = stranger.id
            UNION ALL
            SELECT length(CAST(text AS BLOB)) + \(html("rendering", of: "post", plus: "excerpt"))
                FROM stranger JOIN post ON post.authorID = stranger.id
            UNION ALL
            SELECT length(CAST(root.text AS BLOB)) + \(html("rendering", of: "root", plus: "excerpt"))
                FROM stranger JOIN post ON post.authorID = stranger.id
                JOIN post AS root ON root.guid = post.rootGUID
            UNION ALL
            SELECT length(CAST(comment.text AS BLOB)) + length(CAST(comment.xml AS BLOB))
                + \(html("commentRendering", of: "comment", plus: "beginning")) FROM stranger
                JOIN comment ON comment.authorID = stranger.id
                JOIN post ON post.id = comment.postID
                WHERE NOT \(isByAddedElsewhere)
            UNION ALL
            SELECT length(CAST(liking.xml AS BLOB)) FROM stranger
                JOIN liking ON liking.authorID = stranger.id
                JOIN post ON post.id = liking.postID
                WHERE NOT \(isByAddedElsewhere)
            UNION ALL
            SELECT length(CAST(alt AS BLOB)) + length(CAST(path AS BLOB)) + length(CAST(name AS BLOB)) FROM stranger
                JOIN remotePhoto ON remotePhoto.authorID = stranger.id
            UNION ALL
            SELECT length(CAST(text AS BLOB)) + \(html("messageRendering", of: "message", plus: "''"))
                FROM stranger JOIN message ON message.authorID = stranger.id
            UNION ALL
            SELECT length(CAST(subject AS BLOB)) FROM stranger
                JOIN conversation ON conversation.authorID = stranger.id
            UNION ALL
            SELECT 0 FROM stranger JOIN participation ON participation.authorID = stranger.id
            UNION ALL
            SELECT 0 FROM stranger JOIN tombstone ON tombstone.authorID = stranger.id
            UNION ALL
            SELECT 0 FROM stranger JOIN contact ON contact.personID = stranger.id)
        SELECT COUNT(*), COALESCE(SUM(bytes), 0)
            + (SELECT COALESCE(SUM(length(CAST(bio AS BLOB))), 0) FROM stranger
                JOIN profile ON profile.personID = stranger.id)
        FROM thing
        """
}

extension WriteTransaction {
    /// Notes what a stranger has left here.
    public func addStrangerUsage(_ usage: StrangerUsage, of authority: String) throws {
        try database.run(
            sql: """
                UPDATE remotePod SET strangerRows = strangerRows + ?, strangerBytes = strangerBytes + ?
                WHERE authority = ?
                """,
            arguments: [usage.rows, usage.bytes, authority])
        let total = try reading.totalStrangerUsage()
        try setTotalStrangerUsage(
            StrangerUsage(rows: total.rows + usage.rows, bytes: total.bytes + usage.bytes))
    }

    /// Adds up anew what strangers of all pods have left.
    public func sumStrangerUsage() throws {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT COALESCE(SUM(strangerRows), 0), COALESCE(SUM(strangerBytes), 0) FROM remotePod
                """)
        try row.map {
            try setTotalStrangerUsage(StrangerUsage(rows: $0.value(0), bytes: $0.value(1)))
        }
    }

    private func setTotalStrangerUsage(_ usage: StrangerUsage) throws {
        try setState(StrangerUsage.totalRowsKey, "\(usage.rows)")
        try setState(StrangerUsage.totalBytesKey, "\(usage.bytes)")
    }

    /// Notes that some of it has gone since; never that there is more.
    public func lowerStrangerUsage(to usage: StrangerUsage, of authority: String) throws {
        try database.run(
            sql: """
                UPDATE remotePod SET strangerRows = MIN(strangerRows, ?),
                    strangerBytes = MIN(strangerBytes, ?)
                WHERE authority = ? AND (strangerRows > ? OR strangerBytes > ?)
                """,
            arguments: [usage.rows, usage.bytes, authority, usage.rows, usage.bytes])
    }
}
