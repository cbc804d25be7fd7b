/// The query of a stream: the posts of one page, by a key that gives their order.
///
/// The parameters are `:key` and, in a stream by time, `:id`, the place after which the page begins; `:limit`; and maybe `:subject`, the
/// row that the stream is about.
struct StreamQuery: Sendable {
    let sql: String

    /// - Parameter sql: Selects `id`, the row of a post, and `key`, greatest first.
    init(_ sql: String) { self.sql = sql }

    /// Merges several lists, each of which is at most a page long.
    init(union parts: [String]) {
        sql = """
            SELECT id, key FROM (
                \(parts.map { "SELECT * FROM (\($0))" }.joined(separator: " UNION "))
            ) ORDER BY key DESC, id DESC LIMIT :limit
            """
    }

    /// Posts that mention the reader.
    static let mentions = StreamQuery(addressed("readableMention", "1 = 1"))

    /// Posts that the reader saved, newest first by the time of saving; hidden ones too.
    static let saved = StreamQuery(
        """
        SELECT post.id AS id, saved.createdAt AS key
        FROM readableSaved AS saved JOIN readablePost AS post ON post.id = saved.postID
        WHERE (saved.createdAt, saved.postID) < (:key, :id) AND post.isPublic IN (0, 1)
        ORDER BY saved.createdAt DESC, saved.postID DESC LIMIT :limit
        """)

    /// Posts that the reader likes, by the rows of the likes.
    static let liked = StreamQuery(
        """
        SELECT post.id AS id, liking.id AS key
        FROM readableLiking AS liking JOIN readablePost AS post ON post.id = liking.postID
        WHERE liking.authorID = reader() AND liking.id < :key AND \(ListFilter.ofPosts("post"))
        ORDER BY liking.id DESC LIMIT :limit
        """)

    /// Posts that the reader commented on, by the rows of their last comments.
    static let commented = StreamQuery(
        """
        SELECT post.id AS id, comment.id AS key
        FROM readableComment AS comment JOIN readablePost AS post ON post.id = comment.postID
        WHERE comment.authorID = reader() AND comment.id < :key
            AND \(ListFilter.ofPosts("post"))
            AND NOT EXISTS (SELECT 1 FROM readableComment AS later
                WHERE later.authorID = reader() AND later.postID = comment.postID
                    AND later.id > comment.id)
        ORDER BY comment.id DESC LIMIT :limit
        """)

    /// All public posts that this pod knows.
    static let everyone = StreamQuery(
        """
        SELECT post.id AS id, post.createdAt AS key FROM readablePost AS post
        WHERE post.isPublic = 1 AND (post.createdAt, post.id) < (:key, :id)
            AND \(ListFilter.ofPosts("post"))
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """)

    /// The posts with a tag.
    static let tag = StreamQuery(tagged(":subject"))

    /// The posts with any tag that the reader follows.
    static let followedTags = StreamQuery(
        """
        SELECT DISTINCT post.id AS id, post.createdAt AS key
        FROM readableFollowedTag AS followed
        JOIN readablePost AS post
            ON post.id IN (SELECT id FROM (\(tagged("followed.tagID"))))
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """)

    /// A person's posts. Whether the reader ignores them does not matter: the page was asked for by name.
    static let person = StreamQuery(
        """
        SELECT post.id AS id, post.createdAt AS key FROM readablePost AS post
        WHERE post.authorID = :subject AND (post.createdAt, post.id) < (:key, :id)
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """)

    /// Selects posts through a view that names them by their times.
    static func addressed(_ view: String, _ condition: String) -> String {
        """
        SELECT post.id AS id, address.createdAt AS key
        FROM \(view) AS address JOIN readablePost AS post ON post.id = address.postID
        WHERE \(condition) AND (address.createdAt, address.postID) < (:key, :id)
            AND \(ListFilter.ofPosts("post"))
        ORDER BY address.createdAt DESC, address.postID DESC LIMIT :limit
        """
    }

    private static func tagged(_ tag: String) -> String {
        """
        SELECT post.id AS id, tagging.createdAt AS key
        FROM readableTagging AS tagging JOIN readablePost AS post ON post.id = tagging.postID
        WHERE tagging.tagID = \(tag) AND (tagging.createdAt, tagging.postID) < (:key, :id)
            AND \(ListFilter.ofPosts("post"))
        ORDER BY tagging.createdAt DESC, tagging.postID DESC LIMIT :limit
        """
    }
}
