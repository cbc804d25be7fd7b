/// A kind of rows that hang on a post, any number of them.
struct PostPart {
    /// SQL that yields rows, how many go with each, and their bytes; `:post`, `:guid` and `:limit` are bound.
    let rows: String
    /// SQL to run before one is removed: it writes the tombstone of what its author might send again.
    /// `:row`, `:isPublic` and `:date` are bound.
    var preparation: String?
    /// SQL that removes one; `:row` and `:post` are bound.
    let removal: String

    /// The parts in the order of their removal: whatever belongs to a comment is removed before it.
    static let all = [reshares, likes, comments, votes, photos, participations] + audiences

    /// Messages about a post of this pod, which are not sent any more; whoever might have it is told. Those
    /// that are on their way stay.
    static let messages = PostPart(
        rows: """
            SELECT id, 1 + (SELECT COUNT(*) FROM delivery WHERE payloadID = payload.id),
                length(body) + COALESCE(length(envelope), 0)
            FROM payload WHERE postID = :post AND (
                NOT EXISTS (SELECT 1 FROM delivery WHERE payloadID = payload.id)
                OR EXISTS (SELECT 1 FROM delivery
                    WHERE payloadID = payload.id AND NOT \(Delivery.isLeased("delivery.id"))))
            LIMIT :limit
            """,
        preparation: """
            UPDATE delivery SET state = 'abandoned', finishedAt = :date, payloadID = NULL,
                reason = 'it was deleted'
            WHERE payloadID = :row AND NOT \(Delivery.isLeased("delivery.id"))
            """,
        removal: """
            DELETE FROM payload WHERE id = :row
                AND NOT EXISTS (SELECT 1 FROM delivery WHERE payloadID = payload.id)
            """)

    /// Reshares of the post by people of other pods, which stay without it; reshares of another post by the same GUID
    /// stay whole. Those by people of this pod have pages: see ``WriteTransaction/forgetRoot(ofReshareID:)``.
    private static let reshares = PostPart(
        rows: """
            SELECT id, 1, 0 FROM post
            WHERE rootGUID = :guid AND (SELECT kind FROM person WHERE id = post.authorID) <> 'local'
                AND rootAuthor = (SELECT person.diasporaID FROM post AS gone
                    JOIN person ON person.id = gone.authorID WHERE gone.id = :post)
            LIMIT :limit
            """,
        removal: "UPDATE post SET rootGUID = NULL, rootAuthor = NULL WHERE id = :row")

    /// Likes of the post and of its comments.
    private static let likes = PostPart(
        "liking", type: "like",
        rows: "SELECT id, 1, length(xml) FROM liking WHERE postID = :post LIMIT :limit")

    /// The text of one stands in its signed form too, and in its HTML.
    private static let comments = PostPart(
        "comment", type: "comment",
        rows: """
            SELECT id, 1, 2 * length(xml) + COALESCE(
                (SELECT length(html) FROM commentRendering WHERE commentID = comment.id), 0)
            FROM comment WHERE postID = :post LIMIT :limit
            """)

    private static let votes = PostPart(
        "vote", type: "poll_participation",
        rows: """
            SELECT id, 1, length(xml) FROM vote
            WHERE pollID = (SELECT id FROM poll WHERE postID = :post) LIMIT :limit
            """)

    private static let photos = PostPart(
        "remotePhoto", type: "photo",
        rows: """
            SELECT id, 1, length(path) + length(name) + length(alt) FROM remotePhoto
            WHERE postID = :post LIMIT :limit
            """)

    private static let participations = PostPart(
        rows: "SELECT id, 1, 0 FROM participation WHERE postID = :post LIMIT :limit",
        removal: "DELETE FROM participation WHERE id = :row")

    private static let audiences = ["subscriber", "recipient"].map { table in
        PostPart(
            rows: "SELECT personID, 1, 0 FROM \(table) WHERE postID = :post LIMIT :limit",
            removal: "DELETE FROM \(table) WHERE postID = :post AND personID = :row")
    }
}

extension PostPart {
    /// - Parameter type: The entity's name.
    fileprivate init(_ table: String, type: String, rows: String) {
        self.init(
            rows: rows,
            preparation: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, '\(type)', authorID, :isPublic, :date FROM \(table) WHERE id = :row
                """,
            removal: "DELETE FROM \(table) WHERE id = :row")
    }
}
