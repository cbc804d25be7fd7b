internal import GRDB

/// The HTML of a comment or of a private message, made once from its text.
public struct TextRendering: Sendable, Equatable {
    /// The version of what made it.
    public let renderer: String
    public let html: String
    /// The beginning that lists of comments show; nil of a comment that they show whole, and of messages.
    public let beginning: String?
    /// Whether the text names somebody of this pod, known here or not: such HTML is made anew when they get
    /// another name.
    public let isNaming: Bool

    public init(renderer: String, html: String, beginning: String?, isNaming: Bool) {
        self.renderer = renderer
        self.html = html
        self.beginning = beginning
        self.isNaming = isNaming
    }
}

extension WriteTransaction {
    /// Stores the HTML of a comment or message, which waits no longer to be rendered; nothing if it was deleted or
    /// changed meanwhile.
    ///
    /// - Parameter text: Found by its GUID, as another row may have its number by now.
    /// - Returns: Whether it had waited.
    @discardableResult
    public func setRendering(
        _ rendering: TextRendering, of text: UnrenderedText
    ) throws -> Bool {
        let kind = text.kind
        let isCut = kind == .comment
        var arguments: StatementArguments = [
            rendering.renderer, rendering.html, rendering.isNaming,
        ]
        if isCut { arguments += [rendering.beginning] }
        try database.run(
            sql: """
                INSERT OR REPLACE INTO \(kind.renderings)
                    (\(kind.key), renderer, html, isNaming\(isCut ? ", beginning" : ""))
                SELECT id, ?, ?, ?\(isCut ? ", ?" : "") FROM \(kind.rawValue)
                WHERE guid = ? AND text = ?
                """,
            arguments: arguments + [text.guid, text.text])
        return try dequeue(text)
    }

    /// Stores the HTML of a post by somebody of another pod, which waits no longer to be rendered; nothing if it
    /// was deleted or changed meanwhile.
    ///
    /// - Returns: Whether it had waited.
    @discardableResult
    public func setRendering(_ rendering: Rendering, of post: UnrenderedText) throws -> Bool {
        let id = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM post WHERE guid = ? AND text = ?"),
            arguments: [post.guid, post.text])
        guard let id else { return false }
        try setRendering(rendering, postID: id)
        return try dequeue(post)
    }

    private func dequeue(_ text: UnrenderedText) throws -> Bool {
        let kind = text.kind
        var hasWaited = false
        for queue in kind.queues {
            try database.run(
                sql: """
                    DELETE FROM \(queue.rawValue) WHERE \(kind.key) = (
                        SELECT id FROM \(kind.rawValue) WHERE guid = ? AND text = ?)
                    """,
                arguments: [text.guid, text.text])
            hasWaited = hasWaited || database.changesCount > 0
        }
        return hasWaited
    }
}
