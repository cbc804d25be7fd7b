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
        /// The tables of the texts that wait; each is in one of them.
        var queues: [Queue] {
            switch self {
            case .post: [.posts]
            case .comment: [.comments, .slowComments]
            case .message: [.messages]
            }
        }
        /// The column of both by which a text is found.
        var key: String { rawValue + "ID" }
    }

    /// A table of texts that wait.
    public enum Queue: String, CaseIterable, Sendable {
        case posts = "unrenderedPost"
        case comments = "unrenderedComment"
        case messages = "unrenderedMessage"
        /// Those that no build renders, whether a page shows their post or not.
        case slowComments = "slowComment"

        public var kind: Kind {
            switch self {
            case .posts: .post
            case .comments, .slowComments: .comment
            case .messages: .message
            }
        }
    }

    /// Bytes of the longest comment that builds render themselves. The triggers of the schema have the number too:
    /// another one needs a migration.
    public static let maximumQuickBytes = 16 << 10

    /// The most that is read at a time, as HTML may be sixteen times as long.
    public struct Limit: Sendable {
        /// The first text, however long; some rows before it may be damaged.
        public static let one = Limit(rows: 16, bytes: 1)

        public let rows: Int
        public let bytes: Int

        public init(rows: Int, bytes: Int) {
            self.rows = rows
            self.bytes = bytes
        }
    }

    public let kind: Kind
    /// Where it waits, if it does.
    public let queue: Queue
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
        queue = kind.queues[0]
        self.id = id
        self.guid = guid
        self.text = text
        self.postGUID = postGUID
        self.isTried = isTried
    }

    /// - Parameter row: ID, GUID, text, the post's GUID, whether it is tried.
    init(_ row: Row, _ queue: Queue) throws {
        kind = queue.kind
        self.queue = queue
        id = try row.value(0)
        guid = try row.value(1)
        text = try row.value(2)
        postGUID = try row.value(3)
        isTried = try row.value(4)
    }
}

extension WriteTransaction {
    /// Lets texts wait to be rendered anew; those that are stored or changed wait by themselves, as triggers of the
    /// schema see to.
    ///
    /// A long comment waits apart from the others: pages that show it are to be asked for.
    public func enqueue(_ ids: [Int64], _ kind: UnrenderedText.Kind) throws {
        let isLong = "length(CAST(text AS BLOB)) > \(UnrenderedText.maximumQuickBytes)"
        for queue in kind.queues {
            let isOfQueue =
                switch queue {
                case .posts, .messages: ""
                case .comments:
                    "AND NOT \(isLong) AND id NOT IN (SELECT commentID FROM slowComment)"
                case .slowComments: "AND \(isLong)"
                }
            for id in ids {
                try database.run(
                    sql: """
                        INSERT OR IGNORE INTO \(queue.rawValue) (\(kind.key))
                        SELECT id FROM \(kind.rawValue) WHERE id = ? \(isOfQueue)
                        """,
                    arguments: [id])
            }
        }
    }

    /// Leaves a comment to whoever renders slow ones.
    ///
    /// - Parameter isTried: Whether a process may have ended by it.
    public func setSlow(commentID id: Int64, isTried: Bool) throws {
        try database.run(
            sql: "DELETE FROM unrenderedComment WHERE commentID = ?", arguments: [id])
        try database.run(
            sql: """
                INSERT INTO slowComment (commentID, isTried) VALUES (?, ?)
                ON CONFLICT (commentID) DO UPDATE SET isTried = isTried OR excluded.isTried
                """,
            arguments: [id, isTried])
    }

    /// Notes that a process begins to render texts, or that it was stopped in between and none of them is suspected.
    public func setTried(_ texts: [UnrenderedText], to isTried: Bool = true) throws {
        for text in texts {
            try database.run(
                sql: "UPDATE \(text.queue.rawValue) SET isTried = ? WHERE \(text.kind.key) = ?",
                arguments: [isTried, text.id])
        }
    }
}

extension ReadTransaction {
    /// Whether a comment waits for whoever renders slow ones, and no page shows it until then.
    public func isSlow(commentID id: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM slowComment WHERE commentID = ?)"),
            arguments: [id]) ?? false
    }
}
