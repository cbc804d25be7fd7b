internal import GRDB

extension ReaderTransaction {
    private static let columns = """
        post.id, post.guid, post.authorID, post.isPublic, post.createdAt, post.editedAt,
        rendering.title, rendering.html, rendering.isNSFW, post.kind = 'reshare', post.rootGUID,
        (SELECT count(*) FROM readableComment
            WHERE readableComment.postID = post.id AND \(ListFilter.comments)),
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
        (SELECT address FROM readableLocation WHERE readableLocation.postID = post.id)
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
                    SELECT \(Self.columns) FROM readablePost AS post
                    LEFT JOIN readableRendering AS rendering ON rendering.postID = post.id
                    WHERE \(condition)
                    """),
            arguments: [value])
        guard let row, let author = try person(id: try row.value(2)) else { return nil }
        let (id, isPublic): (Int64, Bool) = (try row.value(0), try row.value(3))
        return ReadablePost(
            id: id, guid: try row.value(1), author: author, isPublic: isPublic,
            createdAt: try row.value(4), isEdited: try row.value(5) as Int64? != nil,
            title: try row.value(6) as String?, html: try row.value(7) as String? ?? "",
            isNSFW: try row.value(8) as Bool? ?? false,
            root: try row.value(9) ? root(guid: try row.value(10) as String?) : nil,
            commentCount: try row.value(11), likeCount: try row.value(12),
            reshareCount: try row.value(13), aspects: isPublic ? [] : try aspects(postID: id),
            photos: try photos(postID: id, limit: Self.photoLimit), poll: try poll(postID: id),
            place: try row.value(19) as String?, own: try own(row))
    }

    private func own(_ row: Row) throws -> ReadablePost.OwnState {
        let isMuted = try row.value(16) as Bool? ?? false
        let isFollowed = try row.value(17) as Bool? ?? false
        let isAuthor = try row.value(18) as Bool? ?? false
        return ReadablePost.OwnState(
            isLiked: try row.value(14), isReshared: try row.value(15),
            isFollowed: !isMuted && (isFollowed || isAuthor))
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
