/// Addresses of the public tree, as paths that begin with `/`.
///
/// The table is product.md's "Addresses"; other pods build some of these themselves.
public enum SitePath {
    public static func post(_ guid: String) -> String { "/posts/" + guid }

    /// The list of drafts, which only previews have.
    public static let drafts = "/drafts"

    /// - Parameter number: Counts from the oldest comments.
    public static func comments(_ guid: String, page number: Int) -> String {
        post(guid) + "/comments/\(number)"
    }

    /// Returns the path of a comment's own page, which only a comment too long for the list has.
    public static func comment(_ postGUID: String, guid: String) -> String {
        post(postGUID) + "/comments/" + CommentName.make(guid)
    }

    public static func commentsFeed(_ guid: String) -> String { post(guid) + "/comments.atom" }

    public static func document(_ guid: String) -> String { "/fetch/post/" + guid }

    /// Returns the path of a person's page. User names have safe characters alone, and other pods
    /// build this address themselves.
    public static func person(_ username: String) -> String { "/u/" + username }

    public static func personByGUID(_ guid: String) -> String { "/people/" + guid }

    public static func tag(_ tag: String) -> String { "/tags/" + PathSegment.make(tag) }

    /// - Parameter head: The list's own address; `/` for home.
    public static func page(_ number: Int, of head: String) -> String {
        (head == "/" ? "" : head) + "/page/\(number)"
    }

    public static func personFeed(_ username: String) -> String {
        "/public/" + username
    }

    public static func photo(_ fileName: String) -> String { "/uploads/images/" + fileName }

    public static let defaultAvatar = "/assets/user/default.png"
}
