internal import GRDB

extension ReaderTransaction {
    private static let columns = """
        post.id, post.guid, post.authorID, post.isPublic, post.createdAt, post.editedAt,
        post.kind = 'reshare', post.rootGUID,
        (SELECT count(*) FROM readableComment
            WHERE readableComment.postID = post.id AND \(ListFilter.answers)),
        (SELECT count(*) FROM readableLiking WHERE readableLiking.postID = post.id),
        (SELECT count(*) FROM readableReshare WHERE readableReshare.rootID = post.id),
        EXISTS (SELECT 1 FROM readableLiking
            WHERE readableLiking.postID = post.id AND readableLiking.authorID = reader()),
        EXISTS (SELECT 1 FROM readablePost AS reshare
            WHERE reshare.authorID = reader()
                AND reshare.rootGUID = coalesce(post.rootGUID, post.guid)),
        (SELECT isMuted FROM readableParticipation AS part WHERE part.postID = post.id),
        (SELECT isFollowed FROM readableParticipation AS part WHERE part.postID = post.id),
        post.authorID = reader(),
        (SELECT address FROM readableLocation WHERE readableLocation.postID = post.id),
        EXISTS (SELECT 1 FROM readableSaved WHERE readableSaved.postID = post.id),
        EXISTS (SELECT 1 FROM readableHidden WHERE readableHidden.postID = post.id)
        """

    /// Photos of one post that are shown.
    private static let photoLimit = 100

    /// Returns a post, if the reader may read it.
    public func post(guid: String) throws -> ReadablePost? {
        try post(where: "post.guid = ?", guid)
    }

    /// Returns a post, if the reader may read it.
    public func post(id: Int64) throws -> ReadablePost? {
        try post(where: "post.id = ?", id)
    }

    private func post(
        where condition: String, _ value: some DatabaseValueConvertible
    ) throws -> ReadablePost? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Self.columns) FROM readablePost AS post WHERE \(condition)
                    """),
            arguments: [value])
        guard let row, let author = try person(id: try row.value(2)) else { return nil }
        let (id, isPublic): (Int64, Bool) = (try row.value(0), try row.value(3))
        let text = try rendering(postID: id)
        return ReadablePost(
            id: id, guid: try row.value(1), author: author, isPublic: isPublic,
            createdAt: try row.value(4), isEdited: try row.value(5) as Int64? != nil,
            title: text?.title, html: text?.html ?? "", isNSFW: text?.isNSFW ?? false,
            root: try row.value(6) ? root(guid: try row.value(7) as String?) : nil,
            commentCount: try row.value(8), likeCount: try row.value(9),
            reshareCount: try row.value(10), aspects: isPublic ? [] : try aspects(postID: id),
            photos: try photos(postID: id, limit: Self.photoLimit), poll: try poll(postID: id),
            place: try row.value(16) as String?, own: try own(row))
    }

    /// Reads the text of a post; a reshare has none.
    ///
    /// Apart from the post's row: SQLite does not look into a view that is the right side of an outer join, and reads all of it.
    private func rendering(
        postID: Int64
    ) throws -> (title: String?, html: String, isNSFW: Bool)? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT title, html, isNSFW FROM readableRendering WHERE postID = ?"),
            arguments: [postID]
        ).map { (try $0.value(0) as String?, try $0.value(1), try $0.value(2)) }
    }

    private func own(_ row: Row) throws -> ReadablePost.OwnState {
        let isMuted = try row.value(13) as Bool? ?? false
        let isFollowed = try row.value(14) as Bool? ?? false
        let isAuthor = try row.value(15) as Bool? ?? false
        return ReadablePost.OwnState(
            isLiked: try row.value(11), isReshared: try row.value(12),
            isFollowed: !isMuted && (isFollowed || isAuthor), isSaved: try row.value(17),
            isHidden: try row.value(18))
    }

    private func root(guid: String?) throws -> ReadablePost.Root {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT post.authorID, rendering.html, rendering.isNSFW, post.id
                    FROM readablePost AS post
                    JOIN readableRendering AS rendering ON rendering.postID = post.id
                    WHERE post.guid = ? AND post.isPublic = 1
                    """),
            arguments: [guid])
        guard let row, let author = try person(id: try row.value(0)) else { return .missing }
        return .known(
            author: author, html: try row.value(1), isNSFW: try row.value(2),
            photos: try photos(postID: try row.value(3), limit: Self.photoLimit))
    }

    private func aspects(postID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT aspect.name FROM readablePostAspect AS post
                    JOIN readableAspect AS aspect ON aspect.id = post.aspectID
                    WHERE post.postID = ? ORDER BY aspect.position
                    """),
            arguments: [postID])
    }
}
