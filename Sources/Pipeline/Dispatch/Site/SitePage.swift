internal import Rendering

/// Something the public tree holds: one page, feed, index or picture, in one file or several.
///
/// Its text form is the key of a page delivery.
enum SitePage: Hashable {
    case photo(fileName: String)
    case post(guid: String)
    /// A hundred of a post's older comments, counted from the oldest.
    case comments(guid: String, page: Int)
    /// A comment that is too long for the pages of all; see ``CommentName``.
    case comment(post: String, name: String)
    case commentsFeed(guid: String)
    /// `/fetch/post/GUID`, the signed envelope.
    case document(guid: String)
    case redirect(path: String)
    case home(page: Int?)
    case person(username: String, page: Int?)
    case tag(String, page: Int?)
    case tags, archive
    case month(String)
    case siteFeed
    case personFeed(username: String)
    case personFeedArchive(username: String, number: Int)
    case tagFeed(String)
    case feeds
    case search, searchManifest
    case searchBlock(level: Int, index: Int)
    case sitemap
    case sitemapPart(Int)
    case statistics, robots
    case hCard(guid: String)
    case personStream(guid: String)
    case hostMeta, nodeInfoLinks
    case nodeInfo(version: String)
    case text(String)
    case error(Int)

    /// 0 for what other pages link to, 1 for lists and feeds (architecture.md, flow 5).
    var stage: Int {
        switch self {
        case .photo, .post, .comment: 0
        default: 1
        }
    }

    /// The order of writes in one stage: what is linked to before what links.
    var order: Int {
        switch self {
        case .photo, .comment: 0
        case .post: 1
        case .siteFeed, .personFeed, .personFeedArchive, .tagFeed, .personStream, .commentsFeed: 4
        case .comments, .searchBlock, .tag, .month: 2
        case .feeds, .searchManifest, .sitemap, .nodeInfoLinks: 5
        default: 3
        }
    }

    /// Whether it holds whole posts, or a line for every tag there is.
    var isLong: Bool {
        switch self {
        case .siteFeed, .personFeed, .personFeedArchive, .tagFeed, .tags: true
        default: false
        }
    }
}

extension SitePage: CustomStringConvertible {
    var description: String {
        switch self {
        case .photo(let fileName): "photo \(fileName)"
        case .post(let guid): "post \(guid)"
        case .comments(let guid, let page): "comments \(guid) \(page)"
        case .comment(let post, let name): "comment \(post) \(name)"
        case .commentsFeed(let guid): "commentsFeed \(guid)"
        case .document(let guid): "document \(guid)"
        case .redirect(let path): "redirect \(path)"
        case .home(let page): "home\(Self.suffix(page))"
        case .person(let username, let page): "person \(username)\(Self.suffix(page))"
        case .tag(let tag, let page): "tag \(tag)\(Self.suffix(page))"
        case .tags: "tags"
        case .archive: "archive"
        case .month(let month): "month \(month)"
        case .siteFeed: "feed"
        case .personFeed(let username): "personFeed \(username)"
        case .personFeedArchive(let username, let number): "personFeed \(username) \(number)"
        case .tagFeed(let tag): "tagFeed \(tag)"
        case .feeds: "feeds"
        case .search: "search"
        case .searchManifest: "searchManifest"
        case .searchBlock(let level, let index): "searchBlock \(level) \(index)"
        case .sitemap: "sitemap"
        case .sitemapPart(let number): "sitemap \(number)"
        case .statistics: "statistics"
        case .robots: "robots"
        case .hCard(let guid): "hCard \(guid)"
        case .personStream(let guid): "personStream \(guid)"
        case .hostMeta: "hostMeta"
        case .nodeInfoLinks: "nodeInfoLinks"
        case .nodeInfo(let version): "nodeInfo \(version)"
        case .text(let name): "text \(name)"
        case .error(let code): "error \(code)"
        }
    }

    private static func suffix(_ page: Int?) -> String { page.map { " \($0)" } ?? "" }

    /// Reads the text form; `nil` if no page has it.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let number = parts.count > 1 ? parts.last.flatMap { Int($0) } : nil
        let key = parts.count > 1 ? parts[1] : ""
        switch (parts[0], parts.count) {
        case ("photo", 2): self = .photo(fileName: key)
        case ("post", 2): self = .post(guid: key)
        case ("comments", 3): self = .comments(guid: key, page: number ?? 0)
        case ("comment", 3): self = .comment(post: key, name: parts[2])
        case ("commentsFeed", 2): self = .commentsFeed(guid: key)
        case ("document", 2): self = .document(guid: key)
        case ("redirect", 2...): self = .redirect(path: String(text.dropFirst(9)))
        case ("home", 1): self = .home(page: nil)
        case ("home", 2): self = .home(page: number)
        case ("person", 2): self = .person(username: key, page: nil)
        case ("person", 3): self = .person(username: key, page: number)
        case ("tag", 2): self = .tag(key, page: nil)
        case ("tag", 3): self = .tag(key, page: number)
        case ("tags", 1): self = .tags
        case ("archive", 1): self = .archive
        case ("month", 2): self = .month(key)
        case ("feed", 1): self = .siteFeed
        case ("personFeed", 2): self = .personFeed(username: key)
        case ("personFeed", 3):
            self = .personFeedArchive(username: key, number: number ?? 0)
        case ("tagFeed", 2): self = .tagFeed(key)
        case ("feeds", 1): self = .feeds
        case ("search", 1): self = .search
        case ("searchManifest", 1): self = .searchManifest
        case ("searchBlock", 3):
            self = .searchBlock(level: Int(key) ?? 0, index: number ?? 0)
        case ("sitemap", 1): self = .sitemap
        case ("sitemap", 2): self = .sitemapPart(number ?? 0)
        case ("statistics", 1): self = .statistics
        case ("robots", 1): self = .robots
        case ("hCard", 2): self = .hCard(guid: key)
        case ("personStream", 2): self = .personStream(guid: key)
        case ("hostMeta", 1): self = .hostMeta
        case ("nodeInfoLinks", 1): self = .nodeInfoLinks
        case ("nodeInfo", 2): self = .nodeInfo(version: key)
        case ("text", 2): self = .text(key)
        case ("error", 2): self = .error(number ?? 0)
        default: return nil
        }
    }
}
