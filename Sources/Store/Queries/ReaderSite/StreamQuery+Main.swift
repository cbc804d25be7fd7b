/// The parts of streams that are gathered from several people.
///
/// Each part is read from an index in the order of the stream, and no further than a page of it; the page is the newest of
/// all parts. Of many people only those count whose newest post before the place is among the newest of all: a page has posts
/// of no others. So a page costs what the number of people asks for, however many posts there are and however far back it is.
extension StreamQuery {
    /// The reader's own posts, public ones of people with whom they share, those that they were sent, and public ones that
    /// mention them.
    static let main = StreamQuery(
        union: [
            own, newest(ofEach: "readableContact", "candidate.isReceiving = 1"),
            addressed("readableSent", "post.isPublic = 0"),
            addressed("readableMention", "post.isPublic = 1"),
        ])

    /// Public posts of people of this pod.
    static let local = StreamQuery(union: [newest(ofEach: "readableLocalPerson", "1 = 1")])

    /// Posts of the people of one of the reader's aspects, and those that the reader wrote for it.
    static let aspect = StreamQuery(
        union: [
            newest(ofEach: "readableAspectMember", "candidate.aspectID = :subject"),
            addressed(
                "readableSent",
                """
                post.isPublic = 0 AND post.authorID IN (
                    SELECT personID FROM readableAspectMember WHERE aspectID = :subject)
                """),
            """
            SELECT post.id AS id, post.createdAt AS key FROM readablePost AS post
            WHERE post.authorID = reader() AND (post.createdAt, post.id) < (:key, :id)
                AND EXISTS (SELECT 1 FROM readablePostAspect AS audience
                    WHERE audience.postID = post.id AND audience.aspectID = :subject)
            ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
            """,
        ])

    /// The reader's own posts, and posts that they answered, by the times of these.
    static let activity = StreamQuery(
        union: [
            own,
            """
            SELECT post.id AS id, part.answeredAt AS key
            FROM readableParticipation AS part JOIN readablePost AS post ON post.id = part.postID
            WHERE part.answerCount > 0 AND post.authorID <> reader()
                AND (part.answeredAt, part.postID) < (:key, :id) AND \(ListFilter.ofPosts("post"))
            ORDER BY part.answeredAt DESC, part.postID DESC LIMIT :limit
            """,
        ])

    private static let own = """
        SELECT post.id AS id, post.createdAt AS key FROM readablePost AS post
        WHERE post.authorID = reader() AND (post.createdAt, post.id) < (:key, :id)
            AND \(ListFilter.hidden("post"))
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """

    /// Selects the newest public posts of all people whom a view names.
    private static func newest(ofEach view: String, _ condition: String) -> String {
        """
        SELECT post.id AS id, post.createdAt AS key
        FROM (
            SELECT newest.authorID AS authorID
            FROM (
                SELECT (\(newest(by: "candidate.personID", limit: "1"))) AS postID
                FROM \(view) AS candidate WHERE \(condition)
            ) AS candidate
            JOIN readablePost AS newest ON newest.id = candidate.postID
            ORDER BY newest.createdAt DESC, newest.id DESC LIMIT :limit
        ) AS active
        JOIN readablePost AS post
            ON post.id IN (\(newest(by: "active.authorID", limit: ":limit")))
        ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
        """
    }

    /// Selects the newest public posts of one person.
    private static func newest(by author: String, limit: String) -> String {
        """
        SELECT theirs.id FROM readablePost AS theirs
        WHERE theirs.authorID = \(author) AND theirs.isPublic = 1
            AND (theirs.createdAt, theirs.id) < (:key, :id) AND \(ListFilter.ofPosts("theirs"))
        ORDER BY theirs.createdAt DESC, theirs.id DESC LIMIT \(limit)
        """
    }
}
