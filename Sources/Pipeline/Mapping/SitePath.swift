/// Addresses of the public tree, as paths that begin with `/`.
///
/// The table is product.md's "Addresses"; other pods build some of these themselves.
enum SitePath {
    static func post(_ guid: String) -> String { "/posts/" + guid }

    /// In previews alone.
    static let drafts = "/drafts"

    /// - Parameter number: Counts from the oldest comments.
    static func comments(_ guid: String, page number: Int) -> String {
        post(guid) + "/comments/\(number)"
    }

    /// A comment's own page, if it is too long for the list.
    ///
    static func comment(_ postGUID: String, guid: String) -> String {
        post(postGUID) + "/comments/" + CommentName.make(guid)
    }

    static func commentsFeed(_ guid: String) -> String { post(guid) + "/comments.atom" }

    static func document(_ guid: String) -> String { "/fetch/post/" + guid }

    /// User names have safe characters alone, and other pods build this address themselves.
    static func person(_ username: String) -> String { "/u/" + username }

    static func personByGUID(_ guid: String) -> String { "/people/" + guid }

    static func tag(_ tag: String) -> String { "/tags/" + PathSegment.make(tag) }

    /// - Parameter head: The list's own address; `/` for home.
    static func page(_ number: Int, of head: String) -> String {
        (head == "/" ? "" : head) + "/page/\(number)"
    }

    static func personFeed(_ username: String) -> String {
        "/public/" + username
    }

    static func photo(_ fileName: String) -> String { "/uploads/images/" + fileName }

    static let defaultAvatar = "/assets/user/default.png"
}
