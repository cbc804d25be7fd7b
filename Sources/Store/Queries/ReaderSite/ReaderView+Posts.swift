/// Posts with their photos and places, and people.
extension ReaderView {
    static let posts = [
        post, rendering, person, profile, photo, photoVersion, remotePhoto, location, closed,
        tagging, tag, localPerson,
    ]

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

    /// The parts of profiles that people show to everybody, or to those with whom they share.
    private static let profile = ReaderView(
        name: "readableProfile",
        sql: """
            SELECT profile.personID, profile.bio, profile.location, profile.tags
            FROM profile
            WHERE profile.hasPublicDetails = 1 OR profile.personID = reader() OR EXISTS (
                SELECT 1 FROM contact JOIN user ON user.id = contact.userID
                WHERE contact.personID = profile.personID AND contact.isSharing = 1
                    AND user.personID = reader())
            """)

    /// The photos of posts, without those that the texts themselves show.
    private static let photo = ReaderView(
        name: "readablePhoto",
        sql: """
            SELECT photo.id, photo.postID, photo.position, photo.fileName, photo.width,
                photo.height, photo.alt
            FROM photo JOIN readablePost ON readablePost.id = photo.postID
            WHERE photo.isInline = 0
            """)

    private static let photoVersion = ReaderView(
        name: "readablePhotoVersion",
        sql: """
            SELECT photoVersion.photoID, photoVersion.name, photoVersion.width, photoVersion.height
            FROM photoVersion JOIN readablePhoto ON readablePhoto.id = photoVersion.photoID
            """)

    /// The photos of posts of other pods, which stand there.
    private static let remotePhoto = ReaderView(
        name: "readableRemotePhoto",
        sql: """
            SELECT remotePhoto.id, remotePhoto.postID, remotePhoto.position, remotePhoto.path,
                remotePhoto.name, remotePhoto.width, remotePhoto.height, remotePhoto.alt
            FROM remotePhoto JOIN readablePost ON readablePost.id = remotePhoto.postID
            """)

    private static let location = ReaderView(
        name: "readableLocation",
        sql: """
            SELECT location.postID, location.address
            FROM location JOIN readablePost ON readablePost.id = location.postID
            """)

    /// The tags of posts, with the posts' times.
    private static let tagging = ReaderView(
        name: "readableTagging",
        sql: """
            SELECT tagging.postID, tagging.tagID, tagging.createdAt
            FROM tagging JOIN readablePost ON readablePost.id = tagging.postID
            """)

    /// Every tag that a text ever had: a word alone says nothing of anybody.
    private static let tag = ReaderView(
        name: "readableTag", sql: "SELECT tag.id, tag.name FROM tag")

    /// The people of this pod whose accounts are open.
    private static let localPerson = ReaderView(
        name: "readableLocalPerson",
        sql: """
            SELECT person.id AS personID, person.kind FROM person
            WHERE person.kind = 'local' AND person.closedAt IS NULL
            """)

    /// The people of other pods whose accounts are closed, and who have not moved.
    private static let closed = ReaderView(
        name: "readableClosed",
        sql: """
            SELECT id AS personID FROM person
            WHERE kind = 'remote' AND closedAt IS NOT NULL AND movedTo IS NULL
            """)
}
