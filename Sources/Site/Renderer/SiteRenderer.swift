internal import Composing
internal import Diaspora
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

/// The renderer of the public tree's pages from the public views; each worker has one, on a
/// connection of its own.
///
/// A page that is no more renders to no file.
final class SiteRenderer {
    let context: SiteContext
    let site: PublicSite
    private var persons: [Int64: PublicPerson] = [:]
    var commenters: [Int64: CommenterValues] = [:]

    init(context: SiteContext) throws {
        self.context = context
        site = try context.connections.take()
    }

    deinit { context.connections.giveBack(site) }

    var frame: SiteFrame { context.frame }

    /// Renders the current files of a page.
    func render(_ page: SitePage) throws -> [OutputFile] {
        #if DEBUG
        PageFault.strike(page)
        #endif
        try context.onPage?(page)
        return try site.read { try files(page, $0) }
    }

    private func files(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        switch page {
        case .photo(let fileName): try photo(fileName, database)
        case .post(let guid): try post(guid, page, database)
        case .comments(let guid, let number): try comments(guid, number, page, database)
        case .comment(let post, let guid): try comment(guid, on: post, page, database)
        case .commentsFeed(let guid): try commentsFeed(guid, page, database)
        case .document(let guid): try document(guid, page, database)
        case .redirect(let path): try redirect(path, page, database)
        case .home(let number): try home(number, page, database)
        case .person(let username, let number): try person(username, number, page, database)
        case .tag(let tag, let number): try self.tag(tag, number, page, database)
        case .tags: try tags(page, database)
        case .archive: try archive(page, database)
        case .month(let month): try self.month(month, page, database)
        case .siteFeed: try siteFeed(page, database)
        case .personFeed(let username): try personFeed(username, page, database)
        case .personFeedArchive(let username, let number):
            try personFeedArchive(username, number, page, database)
        case .tagFeed(let tag): try tagFeed(tag, page, database)
        case .feeds: try feeds(page, database)
        case .search: [file(page, try SearchPage().render(in: frame))]
        case .searchManifest: try searchManifest(database)
        case .searchBlock(let level, let index):
            try searchBlock(SearchBlock(level: level, index: index), database)
        case .sitemap: try sitemap(page, database)
        case .sitemapPart(let number): try sitemapPart(number, page, database)
        case .statistics: try statistics(page, database)
        case .robots: [file(page, Array(robots.utf8))]
        case .hCard(let guid): try hCard(guid, page, database)
        case .personStream(let guid): try personStream(guid, page, database)
        case .hostMeta: [file(page, HostMeta.document)]
        case .nodeInfoLinks: [file(page, NodeInfoLinks(pod: try pod()).json)]
        case .nodeInfo(let version): try nodeInfo(version, page, database)
        case .text(let name): try text(name, page)
        case .error(let code):
            try ErrorPage(rawValue: code).map { [file(page, try $0.render(in: frame))] } ?? []
        }
    }

    // MARK: - Shared by the kinds of pages

    func file(_ page: SitePage, _ bytes: [UInt8]) -> OutputFile {
        OutputFile(path: page.files[0], bytes: bytes)
    }

    /// Returns a person with a page, from the cache if possible, as a person often writes many
    /// posts.
    func person(_ id: Int64, _ database: PublicTransaction) throws -> PublicPerson? {
        if let known = persons[id] { return known }
        let person = try database.person(id: id)
        persons[id] = person
        return person
    }

    private func card(_ postID: Int64, _ database: PublicTransaction) throws -> String {
        try context.cards.value(postID) {
            guard let post = try database.post(id: postID),
                let author = try person(post.authorID, database)
            else { return "" }
            return try post.values(
                author: author.values, cover: try cover(of: post, database),
                reshared: try reshared(post, database), on: .card, in: frame.words
            ).card(in: frame)
        }
    }

    /// Returns the first picture of the post's text, if the pod has it and no photos are below the
    /// text.
    func cover(of post: PublicPost, _ database: PublicTransaction) throws -> ShownPhoto? {
        guard post.photos.isEmpty,
            let fileName = post.rendering.cover.flatMap(PostRenderer.fileName)
        else { return nil }
        return try database.photo(fileName: fileName)
    }

    /// Renders the cards of these ranks, newest first, grouped by month.
    func groups(
        _ list: ListName, _ ranks: ClosedRange<Int>?, _ database: PublicTransaction
    ) throws -> PostGroups {
        var groups = PostGroups()
        guard let ranks else { return groups }
        for place in try database.places(list, ranks: ranks).reversed() {
            let (year, month) = frame.dates.yearMonth(Date(seconds: place.createdAt))
            groups.append(try card(place.postID, database), year: year, month: month)
        }
        return groups
    }

    /// Returns the ranks of a page of a list, and its links to the pages beside it; `nil` if there
    /// is no such page.
    func cut(
        _ list: ListName, page number: Int?, head: String, _ database: PublicTransaction
    ) throws -> (count: Int, ranks: ClosedRange<Int>?, pager: PagerValues)? {
        let count = try database.count(list)
        let cut = ListCut.pages
        let pages = cut.pageCount(count)
        guard let number else {
            let older = pages > 0 ? SitePath.page(pages, of: head) : nil
            return (
                count, cut.headRanks(count),
                PagerValues(number: nil, newerURL: nil, olderURL: older)
            )
        }
        guard number >= 1, number <= pages else { return nil }
        let newer = number == pages ? head : SitePath.page(number + 1, of: head)
        let older = number == 1 ? nil : SitePath.page(number - 1, of: head)
        return (
            count, cut.ranks(page: number),
            PagerValues(number: number, newerURL: newer, olderURL: older)
        )
    }

    /// Returns the links to the Atom and JSON feeds of one address, for the head of a page.
    func links(_ path: String, title: String, hasJSON: Bool = true) -> [PageFrame.FeedLink] {
        var links = [
            PageFrame.FeedLink(url: path + ".atom", type: "application/atom+xml", title: title)
        ]
        if hasJSON {
            links.append(
                PageFrame.FeedLink(
                    url: path + ".json", type: "application/feed+json", title: title))
        }
        return links
    }

    var siteFeedLinks: [PageFrame.FeedLink] {
        links("/feed", title: frame.words.text(.podFeed, ["pod": frame.name]))
    }

    func personFeedLinks(_ person: PublicPerson) -> [PageFrame.FeedLink] {
        links(
            SitePath.personFeed(person.username),
            title: frame.words.text(.personFeed, ["name": person.displayName]))
    }
}
