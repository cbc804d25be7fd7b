/// The rows that are the reader's own, or address them.
extension ReaderView {
    static let own = [
        contact, aspect, aspectMember, postAspect, ignored, ignoredID, audience, sent, mention,
        followedTag, hidden, saved,
    ]

    private static let contact = ReaderView(
        name: "readableContact",
        sql: """
            SELECT contact.id, contact.personID, contact.isSharing, contact.isReceiving
            FROM contact JOIN user ON user.id = contact.userID WHERE user.personID = reader()
            """)

    private static let aspect = ReaderView(
        name: "readableAspect",
        sql: """
            SELECT aspect.id, aspect.name, aspect.position
            FROM aspect JOIN user ON user.id = aspect.userID WHERE user.personID = reader()
            """)

    private static let aspectMember = ReaderView(
        name: "readableAspectMember",
        sql: """
            SELECT aspectMembership.aspectID, contact.personID
            FROM aspectMembership JOIN contact ON contact.id = aspectMembership.contactID
                JOIN user ON user.id = contact.userID
            WHERE user.personID = reader()
            """)

    /// The aspects for which the reader wrote their own posts.
    private static let postAspect = ReaderView(
        name: "readablePostAspect",
        sql: """
            SELECT postAspect.postID, postAspect.aspectID
            FROM postAspect JOIN post ON post.id = postAspect.postID
            WHERE post.authorID = reader()
            """)

    /// The people whom the reader ignores.
    private static let ignored = ReaderView(
        name: "readableIgnored",
        sql: """
            SELECT block.personID
            FROM block JOIN user ON user.id = block.userID WHERE user.personID = reader()
            """)

    /// Their diaspora* IDs.
    private static let ignoredID = ReaderView(
        name: "readableIgnoredID",
        sql: """
            SELECT person.diasporaID
            FROM block JOIN user ON user.id = block.userID
                JOIN person ON person.id = block.personID
            WHERE user.personID = reader()
            """)

    /// The people who were sent the reader's own limited posts; of others' posts nobody is told.
    private static let audience = ReaderView(
        name: "readableAudience",
        sql: """
            SELECT recipient.postID, recipient.personID
            FROM recipient JOIN post ON post.id = recipient.postID
            WHERE post.authorID = reader()
            """)

    /// The limited posts that the reader was sent, with the posts' times.
    private static let sent = ReaderView(
        name: "readableSent",
        sql: "SELECT postID, createdAt FROM recipient WHERE personID = reader()")

    /// The tags that the reader follows.
    private static let followedTag = ReaderView(
        name: "readableFollowedTag",
        sql: """
            SELECT tagFollowing.tagID
            FROM tagFollowing JOIN user ON user.id = tagFollowing.userID
            WHERE user.personID = reader()
            """)

    /// The posts that the reader does not want to see in lists.
    private static let hidden = ReaderView(
        name: "readableHidden",
        sql: """
            SELECT hiddenPost.postID
            FROM hiddenPost JOIN user ON user.id = hiddenPost.userID
            WHERE user.personID = reader()
            """)

    /// The posts that the reader saved, with the times at which they did.
    private static let saved = ReaderView(
        name: "readableSaved",
        sql: """
            SELECT savedPost.postID, savedPost.createdAt
            FROM savedPost JOIN user ON user.id = savedPost.userID
            WHERE user.personID = reader()
            """)

    /// The posts that mention the reader, with the posts' times.
    private static let mention = ReaderView(
        name: "readableMention",
        sql: "SELECT postID, createdAt FROM mention WHERE personID = reader()")
}
