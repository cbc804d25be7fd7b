internal import GRDB

/// A statement that finds what breaks a rule which no constraint can express.
struct DatabaseRule {
    /// Says what is wrong with the rows found.
    let sentence: String
    var kind = DatabaseFinding.Kind.rule
    /// Yields one row for each fault; its first column says where.
    let sql: String

    /// The most places that a finding names.
    private static let limit = 20

    func findings(_ database: Database) throws -> [DatabaseFinding] {
        try String.fetchAll(database, sql: "\(sql) LIMIT \(Self.limit)").map {
            DatabaseFinding(kind: kind, text: "\($0): \(sentence)")
        }
    }

    static let all = [dense, ordered, listed, misplaced, month, rendered, keyed]

    private static let dense = DatabaseRule(
        sentence: "the ranks of this list have gaps.",
        sql: """
            SELECT 'List ' || rtrim(kind || ' ' || key) FROM list JOIN listing ON listing.listID = list.id
            GROUP BY list.id HAVING MIN(rank) <> 1 OR MAX(rank) <> COUNT(*)
            """)

    private static let ordered = DatabaseRule(
        sentence: "these ranks are not in the order of their posts' dates.",
        sql: """
            SELECT 'List ' || rtrim(list.kind || ' ' || list.key) || ', rank ' || low.rank
            FROM listing AS low
            JOIN listing AS high ON high.listID = low.listID AND high.rank = low.rank + 1
            JOIN post AS older ON older.id = low.postID
            JOIN post AS newer ON newer.id = high.postID
            JOIN list ON list.id = low.listID
            WHERE (older.createdAt, older.guid) >= (newer.createdAt, newer.guid)
            """)

    /// The lists that a public post belongs to, but for its month, which needs the pod's time zone.
    private static let belonging = """
        SELECT id AS postID, guid, 'home' AS kind, '' AS key FROM publicPost
        UNION ALL SELECT id, guid, 'person', CAST(authorID AS TEXT) FROM publicPost
        UNION ALL SELECT id, guid, 'tag', publicTagging.name
            FROM publicPost JOIN publicTagging ON publicTagging.postID = publicPost.id
        """

    private static let listed = DatabaseRule(
        sentence: "this list lacks the post.",
        sql: """
            SELECT 'Post ' || guid || ', list ' || rtrim(belonging.kind || ' ' || belonging.key)
            FROM (\(belonging)) AS belonging WHERE NOT EXISTS (
                SELECT 1 FROM listing JOIN list ON list.id = listing.listID
                WHERE listing.postID = belonging.postID
                    AND list.kind = belonging.kind AND list.key = belonging.key)
            """)

    private static let misplaced = DatabaseRule(
        sentence: "this post does not belong there.",
        sql: """
            SELECT 'List ' || rtrim(list.kind || ' ' || list.key) || ', rank ' || listing.rank
            FROM listing JOIN list ON list.id = listing.listID
            LEFT JOIN publicPost ON publicPost.id = listing.postID
            WHERE publicPost.id IS NULL
                OR list.kind = 'person' AND list.key <> CAST(publicPost.authorID AS TEXT)
                OR list.kind = 'tag' AND NOT EXISTS (
                    SELECT 1 FROM tagging JOIN tag ON tag.id = tagging.tagID
                    WHERE tagging.postID = listing.postID AND tag.name = list.key)
            """)

    private static let month = DatabaseRule(
        sentence: "the post is not in the list of exactly one month.",
        sql: """
            SELECT 'Post ' || guid FROM publicPost WHERE (
                SELECT COUNT(*) FROM listing JOIN list ON list.id = listing.listID
                WHERE listing.postID = publicPost.id AND list.kind = 'month') <> 1
            """)

    private static let rendered = DatabaseRule(
        sentence: "the post has no rendered text.", kind: .noRendering,
        sql: """
            SELECT 'Post ' || guid FROM publicPost
            WHERE NOT EXISTS (SELECT 1 FROM rendering WHERE postID = publicPost.id)
            """)

    private static let keyed = DatabaseRule(
        sentence: "the account has no private key or no profile.",
        sql: """
            SELECT 'User ' || user.username FROM user
            LEFT JOIN personKey ON personKey.personID = user.personID
            LEFT JOIN profile ON profile.personID = user.personID
            WHERE user.closedAt IS NULL
                AND (personKey.privateKey IS NULL OR profile.personID IS NULL)
            """)
}
