internal import GRDB

/// A public post of this pod as pages and feeds need it.
public struct PublicPost: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let authorID: Int64
    /// Seconds since 1970.
    public let createdAt: Int64
    public let editedAt: Int64?
    public let rendering: Rendering
    public let tags: [String]
    /// The photos in their order, without those that the text itself shows.
    public let photos: [ShownPhoto]
    public let poll: PublicPoll?
    public let location: PublicLocation?
    /// The post that a reshare shows; `nil` for an original post.
    public let reshared: PublicReshared?
}

/// The post that a reshare shows, unless its author has deleted it.
public struct PublicReshared: Sendable, Equatable {
    public let guid: String?
    /// A diaspora* ID.
    public let author: String?
}

extension PublicTransaction {
    private static let columns = """
        publicPost.id, publicPost.guid, publicPost.authorID, publicPost.createdAt,
        publicPost.editedAt, rendering.renderer, rendering.title, rendering.name,
        rendering.excerpt, rendering.html, rendering.cover, rendering.isNSFW, rendering.isLong,
        publicRoot.postID IS NOT NULL, publicRoot.rootGUID, publicRoot.rootAuthor
        """

    public func post(guid: String) throws -> PublicPost? {
        let cursor = try database.rows(
            sql: """
                SELECT \(Self.columns) FROM publicPost
                JOIN publicRendering AS rendering ON rendering.postID = publicPost.id
                LEFT JOIN publicRoot ON publicRoot.postID = publicPost.id
                WHERE publicPost.guid = ?
                """,
            arguments: [guid])
        return try cursor.next().map(post)
    }

    public func post(id: Int64) throws -> PublicPost? {
        let cursor = try database.rows(
            sql: """
                SELECT \(Self.columns) FROM publicPost
                JOIN publicRendering AS rendering ON rendering.postID = publicPost.id
                LEFT JOIN publicRoot ON publicRoot.postID = publicPost.id
                WHERE publicPost.id = ?
                """,
            arguments: [id])
        return try cursor.next().map(post)
    }

    /// Lists the posts at these ranks of a list, oldest first.
    public func posts(_ list: ListName, ranks: ClosedRange<Int>) throws -> [PublicPost] {
        let cursor = try database.rows(
            sql: """
                SELECT \(Self.columns) FROM publicListing
                JOIN publicPost ON publicPost.id = publicListing.postID
                JOIN publicRendering AS rendering ON rendering.postID = publicPost.id
                LEFT JOIN publicRoot ON publicRoot.postID = publicPost.id
                WHERE publicListing.listID =
                        (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    AND publicListing.rank BETWEEN ? AND ?
                ORDER BY publicListing.rank
                """,
            arguments: [list.kind.rawValue, list.key, ranks.lowerBound, ranks.upperBound])
        var rows: [Row] = []
        while let row = try cursor.next() { rows.append(row.copy()) }
        return try rows.map(post)
    }

    private func post(_ row: Row) throws -> PublicPost {
        let id: Int64 = try row.value(0)
        let isReshare: Bool = try row.value(13)
        let rendering = try Rendering(
            renderer: row.value(5), title: row.value(6), name: row.value(7), excerpt: row.value(8),
            html: row.value(9),
            cover: row.value(10), isNSFW: row.value(11), isLong: row.value(12))
        return try PublicPost(
            id: id, guid: row.value(1), authorID: row.value(2), createdAt: row.value(3),
            editedAt: row.value(4),
            rendering: rendering, tags: tags(postID: id), photos: photos(postID: id),
            poll: poll(postID: id), location: location(postID: id),
            reshared: isReshare ? PublicReshared(guid: row.value(14), author: row.value(15)) : nil)
    }

    private func tags(postID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT name FROM publicTagging WHERE postID = ? ORDER BY position"),
            arguments: [postID])
    }
}
