internal import GRDB

/// A text that is stored and waits to be rendered.
///
/// Posts by people of this pod are rendered in the transaction that stores them, and are none of these.
public struct UnrenderedText: Sendable, Equatable {
    /// A table of texts.
    public enum Kind: String, CaseIterable, Sendable {
        case post, comment, message

        /// The table of the HTML.
        var renderings: String { self == .post ? "rendering" : rawValue + "Rendering" }
        /// The table of the texts that wait.
        var queue: String {
            switch self {
            case .post: "unrenderedPost"
            case .comment: "unrenderedComment"
            case .message: "unrenderedMessage"
            }
        }
        /// The column of both by which a text is found.
        var key: String { rawValue + "ID" }
    }

    /// The most that is read at a time, as HTML may be sixteen times as long.
    public struct Limit: Sendable {
        public let rows: Int
        public let bytes: Int

        public init(rows: Int, bytes: Int) {
            self.rows = rows
            self.bytes = bytes
        }
    }

    public let kind: Kind
    public let id: Int64
    public let guid: String
    /// Markdown.
    public let text: String
    /// The post that a comment of the public site belongs to.
    public let postGUID: String?
    /// Whether a process began to render the text, and may have ended by that.
    public var isTried: Bool

    public init(
        _ kind: Kind, id: Int64 = 0, guid: String, text: String, postGUID: String? = nil,
        isTried: Bool = false
    ) {
        self.kind = kind
        self.id = id
        self.guid = guid
        self.text = text
        self.postGUID = postGUID
        self.isTried = isTried
    }

    /// - Parameter row: ID, GUID, text, the post's GUID, whether it is tried.
    init(_ row: Row, _ kind: Kind) throws {
        self.kind = kind
        id = try row.value(0)
        guid = try row.value(1)
        text = try row.value(2)
        postGUID = try row.value(3)
        isTried = try row.value(4)
    }
}

extension WriteTransaction {
    /// Enqueues texts to be rendered anew. Texts that are stored or changed are enqueued by
    /// triggers of the schema.
    public func enqueue(_ ids: [Int64], _ kind: UnrenderedText.Kind) throws {
        for id in ids {
            try database.run(
                sql: """
                    INSERT OR IGNORE INTO \(kind.queue) (\(kind.key))
                    SELECT id FROM \(kind.rawValue) WHERE id = ?
                    """,
                arguments: [id])
        }
    }

    /// Enqueues the texts that name a person of this pod to be rendered anew, except comments of
    /// the public site; texts that are being rendered at this moment are included.
    ///
    /// - Parameter id: Of the person, whose ID is `name`.
    public func enqueueTexts(naming id: Int64, name: String) throws {
        for kind in UnrenderedText.Kind.allCases {
            try database.run(sql: "UPDATE \(kind.queue) SET isTried = 0 WHERE isTried = 1")
        }
        try database.run(
            sql: """
                INSERT OR IGNORE INTO unrenderedPost (postID)
                SELECT mention.postID FROM mention JOIN post ON post.id = mention.postID
                JOIN person ON person.id = post.authorID
                WHERE mention.personID = ? AND person.kind = 'remote'
                """,
            arguments: [id])
        for kind in [UnrenderedText.Kind.comment, .message] {
            let isShown = kind == .comment ? "AND NOT \(UnrenderedText.isOnPublicSite)" : ""
            try database.run(
                sql: """
                    INSERT OR IGNORE INTO \(kind.queue) (\(kind.key))
                    SELECT \(kind.key) FROM \(kind.renderings)
                    JOIN \(kind.rawValue) ON \(kind.rawValue).id = \(kind.key)
                    WHERE isNaming = 1 AND instr(lower(text), ?) > 0 \(isShown)
                    """,
                arguments: [name])
        }
    }

    /// Notes that a process begins to render texts, or that it was stopped in between and none of them is suspected.
    public func setTried(_ texts: [UnrenderedText], to isTried: Bool = true) throws {
        for text in texts {
            try database.run(
                sql: "UPDATE \(text.kind.queue) SET isTried = ? WHERE \(text.kind.key) = ?",
                arguments: [isTried, text.id])
        }
    }
}

extension ReadTransaction {
    /// Returns whether a waiting text was noted as tried and not requested again since.
    public func isTried(_ text: UnrenderedText) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT isTried FROM \(text.kind.queue) WHERE \(text.kind.key) = ?"),
            arguments: [text.id]) ?? false
    }
}
