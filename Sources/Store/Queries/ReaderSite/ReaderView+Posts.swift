/// Posts with what belongs to them, and people.
extension ReaderView {
    static let posts = [post, rendering, person, comment, liking, reshare, closed]

    /// Posts and reshares whose text has been rendered, which that of another pod's is soon after it came.
    private static let post = ReaderView(
        name: "readablePost",
        sql: """
            SELECT post.id, post.guid, post.authorID, post.kind, post.isPublic, post.createdAt,
                post.editedAt, post.rootGUID, post.rootAuthor
            FROM post
            WHERE post.deletedGUID IS NULL
                AND (post.isPublic = 1 OR post.authorID = reader() OR EXISTS (
                    SELECT 1 FROM recipient
                    WHERE recipient.postID = post.id AND recipient.personID = reader()))
                AND post.id NOT IN (SELECT postID FROM unrenderedPost)
            """)

    private static let rendering = ReaderView(
        name: "readableRendering",
        sql: """
            SELECT rendering.postID, rendering.title, rendering.html, rendering.isNSFW
            FROM rendering JOIN readablePost ON readablePost.id = rendering.postID
            """)

    /// Everybody whom this pod knows: names and IDs are no secret.
    private static let person = ReaderView(
        name: "readablePerson",
        sql: """
            SELECT person.id, person.guid, person.diasporaID, person.kind, person.closedAt,
                profile.firstName, profile.lastName
            FROM person LEFT JOIN profile ON profile.personID = person.id
            """)

    private static let comment = ReaderView(
        name: "readableComment",
        sql: """
            SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.createdAt,
                (SELECT html FROM commentRendering WHERE commentID = comment.id) AS html,
                (SELECT beginning FROM commentRendering WHERE commentID = comment.id) AS beginning
            FROM comment JOIN readablePost ON readablePost.id = comment.postID
            WHERE comment.id IN (SELECT commentID FROM commentRendering)
                AND comment.id NOT IN (SELECT commentID FROM unrenderedComment)
                AND comment.id NOT IN (SELECT commentID FROM slowComment)
            """)

    /// Likes of posts.
    private static let liking = ReaderView(
        name: "readableLiking",
        sql: """
            SELECT liking.id, liking.postID, liking.authorID
            FROM liking JOIN readablePost ON readablePost.id = liking.postID
            WHERE liking.isPositive = 1 AND liking.commentID IS NULL
            """)

    private static let reshare = ReaderView(
        name: "readableReshare",
        sql: """
            SELECT post.id, post.authorID, readablePost.id AS rootID
            FROM post JOIN readablePost ON readablePost.guid = post.rootGUID
            WHERE post.deletedGUID IS NULL AND post.isPublic = 1
            """)

    /// The people of other pods whose accounts are closed, and who have not moved.
    private static let closed = ReaderView(
        name: "readableClosed",
        sql: """
            SELECT id AS personID FROM person
            WHERE kind = 'remote' AND closedAt IS NOT NULL AND movedTo IS NULL
            """)
}
