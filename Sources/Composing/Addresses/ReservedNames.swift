/// First segments and names of addresses that belong to the pod.
public enum ReservedNames {
    /// Folders that hold generated files, and routes of the signed-in application.
    public static let firstSegments: Set<String> = [
        "posts", "page", "u", "people", "tags", "archive", "public", "fetch", "hcard",
        "nodeinfo", "uploads", "assets", "search-index", "sitemap", "receive", "users", "stream",
        "feeds", "mail", ".well-known", ".new", "_reload", "_doctor", "api", "link", "p",
        "conversations", "notifications", "aspects", "contacts", "admin", "app", "activity",
        "liked", "commented", "mentions", "followed_tags", "local_public", "saved",
        "user", "profile",
    ]

    /// Documents below `/.well-known/`; the podmin may put others there.
    public static let wellKnown: Set<String> = ["host-meta", "nodeinfo", "webfinger"]

    /// Pages and files of the root.
    public static let pages: Set<String> = [
        "index", "tags", "archive", "feeds", "search", "statistics", "404", "410", "500", "503",
        "feed.atom", "feed.json", "sitemap.xml", "robots.txt", "favicon.ico", "landing",
    ]

    /// Names that other programs give the feed of a site, for readers on a host of plain files; the pod
    /// and the web servers send on from there.
    public static let oldFeeds = ["index.xml", "feed.xml", "atom.xml", "rss.xml"]

    /// Endings that would make a name collide with a feed or a twin of another.
    static let endings = [".html", ".atom", ".json", ".gz", ".br"]

    /// Whether a text of `site/` cannot be a page under its name, as the pod has or may have one there.
    public static func isTaken(text name: String) -> Bool {
        pages.contains(name) || firstSegments.contains(name)
            || endings.contains { name.hasSuffix($0) }
    }
}
