internal import GRDB

/// The HTML of a post, kept so that a build need not parse it again.
///
/// It can be made from the text at any time, and is, when `renderer` differs from the program's own. A post of
/// another pod has it once it was rendered.
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

    /// Marks all stored HTML as made by no renderer, so that all of it is made anew.
    public func outdateRenderings() throws {
        for kind in UnrenderedText.Kind.allCases {
            try database.run(sql: "UPDATE \(kind.renderings) SET renderer = ''")
        }
    }
}

extension ReadTransaction {
    /// Returns the title of a post of this pod; nil if it has none, or was never rendered.
    public func renderedTitle(postID: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT title FROM rendering WHERE postID = ? AND title IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM post JOIN person ON person.id = post.authorID
                            WHERE post.id = rendering.postID AND person.kind = 'remote')
                    """),
            arguments: [postID])
    }

    /// Returns the size of a post's HTML in bytes; 0 if it has none.
    func renderedBytes(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT length(CAST(html AS BLOB)) FROM rendering WHERE postID = ?"),
            arguments: [postID]) ?? 0
    }

    /// Lists posts of people of this pod whose stored HTML is missing or was made by another version of the
    /// renderer; those of others are rendered apart from them, see ``UnrenderedText``.
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
