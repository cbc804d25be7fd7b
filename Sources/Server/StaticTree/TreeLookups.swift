/// The lookups of paths in the database, for what the tree cannot tell.
public struct TreeLookups: Sendable {
    /// The new path of an old address of an imported post. It is asked for pages and for what
    /// nothing serves, with the decoded path, without a slash at its end.
    public let redirect: @Sendable (String) async -> String?
    /// Whether the post of that GUID was deleted, which is answered by 410.
    public let deleted: @Sendable (String) async -> Bool

    /// Whether the podmin's own text or file stands at an address where another program had its feed.
    public let isOwn: @Sendable (String) -> Bool

    public init(
        redirect: @escaping @Sendable (String) async -> String? = { _ in nil },
        deleted: @escaping @Sendable (String) async -> Bool = { _ in false },
        isOwn: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.isOwn = isOwn
        self.redirect = redirect
        self.deleted = deleted
    }
}
