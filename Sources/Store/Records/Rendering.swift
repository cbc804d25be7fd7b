internal import GRDB

/// The HTML of a post, kept so that a build need not parse it again. Nothing but a cache: it can be
/// made from the text at any time, and is, when `renderer` differs from the program's own.
public struct Rendering: Sendable, Equatable {
    public let renderer: String
    public let title: String?
    public let name: String
    public let excerpt: String
    public let html: String
    /// The address of the first picture in the text.
    public let cover: String?
    public let isNSFW: Bool
    public let isLong: Bool

    public init(
        renderer: String, title: String?, name: String, excerpt: String, html: String,
        cover: String?, isNSFW: Bool, isLong: Bool
    ) {
        self.renderer = renderer
        self.title = title
        self.name = name
        self.excerpt = excerpt
        self.html = html
        self.cover = cover
        self.isNSFW = isNSFW
        self.isLong = isLong
    }
}

extension WriteTransaction {
    public func setRendering(_ rendering: Rendering, postID: Int64) throws {
        try database.run(
            sql: """
                INSERT OR REPLACE INTO rendering
                    (postID, renderer, title, name, excerpt, html, cover, isNSFW, isLong)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                postID, rendering.renderer, rendering.title, rendering.name, rendering.excerpt,
                rendering.html, rendering.cover, rendering.isNSFW, rendering.isLong,
            ])
    }

    /// Marks all stored HTML as made by no renderer, so that ``ReadTransaction/staleRenderings(renderer:after:limit:)``
    /// lists every post.
    public func outdateRenderings() throws {
        try database.run(sql: "UPDATE rendering SET renderer = ''", arguments: [])
    }
}

extension ReadTransaction {
    /// The title of a post of this pod; nil if it has none, or its HTML was never made.
    public func renderedTitle(postID: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT title FROM rendering WHERE postID = ? AND title IS NOT NULL"),
            arguments: [postID])
    }

    /// Posts of people of this pod whose stored HTML is missing or was made by another version of the
    /// renderer; those of others have none.
    public func staleRenderings(renderer: String, after id: Int64, limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post
                    WHERE id > ? AND deletedGUID IS NULL
                        AND authorID IN (SELECT id FROM person WHERE kind = 'local')
                        AND NOT EXISTS
                        (SELECT 1 FROM rendering WHERE postID = post.id AND renderer = ?)
                    ORDER BY id LIMIT ?
                    """),
            arguments: [id, renderer, limit]
        ).map(Post.init)
    }
}
