internal import GRDB

extension ReaderTransaction {
    /// Lists the positions of the posts in the main stream: the reader's own, public ones of people with whom they share,
    /// those that they were sent, and public ones that mention them.
    ///
    /// Each part is read from an index in the order of the stream, and no further than a page of it; the page is the newest
    /// of all parts. Of many contacts only those count whose newest post before the place is among the newest of all: a page
    /// has posts of no others. So a page costs what the number of contacts asks for, however many posts there are and
    /// however far back it is.
    ///
    /// - Parameters:
    ///   - position: The place after which the page begins; nil for the first page.
    ///   - limit: The most that are listed.
    public func mainStream(
        after position: StreamPosition?, limit: Int
    ) throws -> [StreamPosition] {
        let position = position ?? .beginning
        let cursor = try database.rows(
            sql: Self.sql,
            arguments: [
                "time": position.createdAt, "id": position.postID, "limit": limit,
            ])
        return try cursor.all {
            StreamPosition(createdAt: try $0.value(1), postID: try $0.value(0))
        }
    }

    private static let order = "ORDER BY createdAt DESC, id DESC LIMIT :limit"

    /// The query, whose plan a test looks at.
    static let sql = """
        SELECT id, createdAt FROM (
            SELECT * FROM (\(own)) UNION SELECT * FROM (\(shared))
            UNION SELECT * FROM (\(addressed("readableSent", "post.isPublic = 0")))
            UNION SELECT * FROM (\(addressed("readableMention", "post.isPublic = 1")))
        ) \(order)
        """

    private static let own = """
        SELECT post.id AS id, post.createdAt AS createdAt FROM readablePost AS post
        WHERE post.authorID = reader() AND (post.createdAt, post.id) < (:time, :id)
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """

    private static let shared = """
        SELECT post.id AS id, post.createdAt AS createdAt
        FROM (
            SELECT newest.authorID AS authorID
            FROM (
                SELECT (\(newest(by: "contact.personID", limit: "1"))) AS postID
                FROM readableContact AS contact WHERE contact.isReceiving = 1
            ) AS candidate
            JOIN readablePost AS newest ON newest.id = candidate.postID
            ORDER BY newest.createdAt DESC, newest.id DESC LIMIT :limit
        ) AS active
        JOIN readablePost AS post
            ON post.id IN (\(newest(by: "active.authorID", limit: ":limit")))
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """

    /// Selects the newest public posts of one person.
    private static func newest(by author: String, limit: String) -> String {
        """
        SELECT theirs.id FROM readablePost AS theirs
        WHERE theirs.authorID = \(author) AND theirs.isPublic = 1
            AND (theirs.createdAt, theirs.id) < (:time, :id) AND \(ListFilter.ofPosts("theirs"))
        ORDER BY theirs.createdAt DESC, theirs.id DESC LIMIT \(limit)
        """
    }

    private static func addressed(_ view: String, _ condition: String) -> String {
        """
        SELECT post.id AS id, address.createdAt AS createdAt
        FROM \(view) AS address JOIN readablePost AS post ON post.id = address.postID
        WHERE \(condition) AND (address.createdAt, address.postID) < (:time, :id)
            AND \(ListFilter.ofPosts("post"))
        ORDER BY address.createdAt DESC, address.postID DESC LIMIT :limit
        """
    }
}
