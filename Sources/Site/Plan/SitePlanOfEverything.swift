internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

/// Every page of the site, in groups: each group is written before the next one begins, so that what
/// is linked to is there before what links.
struct SitePlanOfEverything: Sendable {
    let groups: [[SitePage]]

    var pageCount: Int { groups.reduce(0) { $0 + $1.count } }

    init(context: SiteContext) throws {
        let site = try PublicSite(path: context.databasePath)
        groups = try site.read { database in
            let posts = try Self.posts(database)
            let lists = try Self.lists(database) + Self.single(context)
            let feeds = try Self.feeds(database)
            return [
                try database.photoFileNames().map { .photo(fileName: $0) },
                try Self.longComments(database), posts,
                try Self.olderComments(database),
                try database.redirects().map { .redirect(path: $0.path) }
                    .filter { !context.isShadowed($0) },
                try Self.searchBlocks(database), lists, feeds, try Self.indexes(database),
                try database.documentGUIDs().map { .document(guid: $0) },
            ]
        }
    }

    private static func posts(_ database: PublicTransaction) throws -> [SitePage] {
        try database.guids(.home).map { .post(guid: $0) }
    }

    /// Returns the pages of comments that may be too long for lists; each page renders to no file
    /// if its comment is not.
    private static func longComments(_ database: PublicTransaction) throws -> [SitePage] {
        try database.longComments(over: LongComment.maximumBytesOfShort).map {
            .comment(post: $0.post, guid: $0.guid)
        }
    }

    private static func olderComments(_ database: PublicTransaction) throws -> [SitePage] {
        try database.conversations().flatMap { guid, count in
            numbers(ListCut.comments.pageCount(count)).map { .comments(guid: guid, page: $0) }
        }
    }

    private static func lists(_ database: PublicTransaction) throws -> [SitePage] {
        let cut = ListCut.pages
        var pages: [SitePage] = [.home(page: nil)]
        pages += numbers(cut.pageCount(try database.count(.home))).map { .home(page: $0) }
        for person in try database.persons() {
            let count = try database.count(.person(person.id))
            pages.append(.person(username: person.username, page: nil))
            pages.append(.hCard(guid: person.guid))
            pages += numbers(cut.pageCount(count)).map {
                .person(username: person.username, page: $0)
            }
        }
        for tag in try database.lists(.tag) {
            pages.append(.tag(tag.key, page: nil))
            pages += numbers(cut.pageCount(tag.count)).map { .tag(tag.key, page: $0) }
        }
        return pages + (try database.lists(.month).map { .month($0.key) })
    }

    private static func single(_ context: SiteContext) -> [SitePage] {
        [.tags, .archive, .feeds, .search, .statistics, .hostMeta]
            + SitePage.nodeInfos
            + context.texts.pages.sorted().map { .text($0) }
            + (context.texts.staticFiles.contains { $0.path == "robots.txt" } ? [] : [.robots])
            + ErrorPage.allCases.map { .error($0.rawValue) }
    }

    private static func feeds(_ database: PublicTransaction) throws -> [SitePage] {
        var pages: [SitePage] = []
        for person in try database.persons() {
            let count = try database.count(.person(person.id))
            pages += numbers(FeedCut.feeds.archiveCount(count)).map {
                .personFeedArchive(username: person.username, number: $0)
            }
            pages.append(.personFeed(username: person.username))
            pages.append(.personStream(guid: person.guid))
        }
        pages += try database.lists(.tag).map { .tagFeed($0.key) }
        pages += try database.conversations().map { .commentsFeed(guid: $0.guid) }
        return pages + [.siteFeed]
    }

    private static func searchBlocks(_ database: PublicTransaction) throws -> [SitePage] {
        SearchBlocks.covering(count: try database.count(.home)).map {
            .searchBlock(level: $0.level, index: $0.index)
        }
    }

    private static func indexes(_ database: PublicTransaction) throws -> [SitePage] {
        let parts = SitemapCut.posts.partCount(try database.count(.home))
        return (0...parts).map { .sitemapPart($0) } + [.searchManifest, .sitemap, .nodeInfoLinks]
    }

    private static func numbers(_ count: Int) -> [Int] { count > 0 ? Array(1...count) : [] }
}
