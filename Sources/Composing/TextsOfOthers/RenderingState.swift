public import Store

/// The version of the renderer that last made all HTML of a kind: the names of its rows in the table `podState`.
public enum RenderingState {
    public static let posts = "site.renderer"
    public static let comments = "site.comments"

    static func texts(_ kind: UnrenderedText.Kind) -> String { "texts.\(kind.rawValue)" }

    /// Makes all stored HTML outdated: that of posts and comments for the next build, the rest for the background.
    ///
    /// The pod's address, which is in it, becomes another.
    public static func reset(in transaction: WriteTransaction) throws {
        try transaction.outdateRenderings()
        try transaction.setState(posts, "")
        try transaction.setState(comments, "")
        for kind in UnrenderedText.Kind.allCases { try transaction.setState(texts(kind), "") }
    }
}
