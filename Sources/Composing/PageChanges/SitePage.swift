internal import Diaspora
internal import Store

/// One item of the public tree: a page, feed, index or picture, in one file or several.
///
/// Its text form is the key of a page delivery.
public enum SitePage: Sendable, Hashable {
    case photo(fileName: String)
    case post(guid: String)
    /// A hundred of a post's older comments, counted from the oldest.
    case comments(guid: String, page: Int)
    /// A comment that is too long for the pages of all, by its GUID; its file has its ``CommentName``.
    case comment(post: String, guid: String)
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

    /// The build stage: 0 for pages to which others link, 1 for lists and feeds (architecture.md,
    /// flow 5).
    public var stage: Int {
        switch self {
        case .photo, .post, .comment: 0
        default: 1
        }
    }

    /// The order of writes in one stage: what is linked to before what links.
    public var order: Int {
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
    public var isLong: Bool {
        switch self {
        case .siteFeed, .personFeed, .personFeedArchive, .tagFeed, .tags: true
        default: false
        }
    }

    /// The documents of NodeInfo, one for each version.
    public static var nodeInfos: [SitePage] {
        NodeInfo.Version.written.map { .nodeInfo(version: $0.rawValue) }
    }
}
