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
    /// In their order, without those that the text shows itself.
    public let photos: [PublicPhoto]
    public let poll: PublicPoll?
    public let location: PublicLocation?
    /// What a reshare shows; `nil` for a post of its author's own.
    public let reshared: PublicReshared?
}

/// What a reshare shows: a post, unless its author has deleted it.
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

    /// The posts of these ranks of a list, oldest first.
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
        let id: Int64 = row[0]
        let isReshare: Bool = row[13]
        let rendering = Rendering(
            renderer: row[5], title: row[6], name: row[7], excerpt: row[8], html: row[9],
            cover: row[10], isNSFW: row[11], isLong: row[12])
        return PublicPost(
            id: id, guid: row[1], authorID: row[2], createdAt: row[3], editedAt: row[4],
            rendering: rendering, tags: try tags(postID: id), photos: try photos(postID: id),
            poll: try poll(postID: id), location: try location(postID: id),
            reshared: isReshare ? PublicReshared(guid: row[14], author: row[15]) : nil)
    }

    private func tags(postID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT name FROM publicTagging WHERE postID = ? ORDER BY position"),
            arguments: [postID])
    }
}
