internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

/// Every page of the site, in groups: each group is written before the next one begins, so that what
/// is linked to is there before what links.
struct SitePlanOfEverything: Sendable {
    let groups: [[SitePage]]

    /// Reads which pages there are, of every kind.
    init(context: SiteContext) throws {
        let site = try PublicSite(path: context.databasePath)
        groups = try site.read { database in
            var groups = [[SitePage]](repeating: [], count: Group.allCases.count)
            for kind in SitePage.Kind.allCases {
                groups[Self.group(of: kind).rawValue] += try Self.pages(kind, context, database)
            }
            return groups
        }
    }

    var pageCount: Int { groups.reduce(0) { $0 + $1.count } }

    /// The groups, in the order of writing.
    private enum Group: Int, CaseIterable {
        case photos, longComments, posts, olderComments, redirects, searchBlocks, lists, feeds
        case indexes, documents
    }

    private static func group(of kind: SitePage.Kind) -> Group {
        switch kind {
        case .photo: .photos
        case .comment: .longComments
        case .post: .posts
        case .comments: .olderComments
        case .redirect: .redirects
        case .searchBlock: .searchBlocks
        case .home, .person, .hCard, .tag, .month, .tags, .archive, .feeds, .search, .statistics,
            .hostMeta, .nodeInfo, .text, .robots, .error:
            .lists
        case .siteFeed, .personFeed, .personStream, .tagFeed, .commentsFeed: .feeds
        case .sitemap, .searchManifest, .nodeInfoLinks: .indexes
        case .document: .documents
        }
    }

    /// Lists the pages of a kind.
    private static func pages(
        _ kind: SitePage.Kind, _ context: SiteContext, _ database: PublicTransaction
    ) throws -> [SitePage] {
        switch kind {
        case .photo: try database.photoFileNames().map { .photo(fileName: $0) }
        case .post: try database.guids(.home).map { .post(guid: $0) }
        case .comment:
            // Those that may be too long; each renders to no file if it is not.
            try database.longComments(over: LongComment.maximumBytesOfShort).map {
                .comment(post: $0.post, guid: $0.guid)
            }
        case .comments:
            try database.conversations().flatMap { guid, count in
                numbers(ListCut.comments.pageCount(count)).map { .comments(guid: guid, page: $0) }
            }
        case .commentsFeed: try database.conversations().map { .commentsFeed(guid: $0.guid) }
        case .document: try database.documentGUIDs().map { .document(guid: $0) }
        case .redirect:
            try database.redirects().map { .redirect(path: $0.path) }
                .filter { !context.isShadowed($0) }
        case .home: try listPages(.home, database).map { .home(page: $0) }
        case .person:
            try database.persons().flatMap { person in
                try listPages(.person(person.id), database).map {
                    .person(username: person.username, page: $0)
                }
            }
        case .tag:
            try database.lists(.tag).flatMap { tag in
                listPages(tag.count).map { .tag(tag.key, page: $0) }
            }
        case .month: try database.lists(.month).map { .month($0.key) }
        case .siteFeed: [.siteFeed]
        case .personFeed:
            try database.persons().flatMap { person in
                let count = try database.count(.person(person.id))
                return numbers(FeedCut.feeds.archiveCount(count)).map {
                    SitePage.personFeedArchive(username: person.username, number: $0)
                } + [.personFeed(username: person.username)]
            }
        case .tagFeed: try database.lists(.tag).map { .tagFeed($0.key) }
        case .hCard: try database.persons().map { .hCard(guid: $0.guid) }
        case .personStream: try database.persons().map { .personStream(guid: $0.guid) }
        case .tags: [.tags]
        case .archive: [.archive]
        case .feeds: [.feeds]
        case .search: [.search]
        case .searchManifest: [.searchManifest]
        case .searchBlock:
            SearchBlocks.covering(count: try database.count(.home)).map {
                .searchBlock(level: $0.level, index: $0.index)
            }
        case .sitemap:
            (0...SitemapCut.posts.partCount(try database.count(.home))).map { .sitemapPart($0) }
                + [.sitemap]
        case .statistics: [.statistics]
        case .robots:
            context.texts.staticFiles.contains { $0.path == "robots.txt" } ? [] : [.robots]
        case .hostMeta: [.hostMeta]
        case .nodeInfoLinks: [.nodeInfoLinks]
        case .nodeInfo: SitePage.nodeInfos
        case .text: context.texts.pages.sorted().map { .text($0) }
        case .error: ErrorPage.allCases.map { .error($0.rawValue) }
        }
    }

    /// Lists the pages of a list of posts: its head, nil, and those with numbers.
    private static func listPages(_ name: ListName, _ database: PublicTransaction) throws -> [Int?]
    {
        listPages(try database.count(name))
    }

    private static func listPages(_ count: Int) -> [Int?] {
        [nil] + numbers(ListCut.pages.pageCount(count))
    }

    private static func numbers(_ count: Int) -> [Int] { count > 0 ? Array(1...count) : [] }
}
