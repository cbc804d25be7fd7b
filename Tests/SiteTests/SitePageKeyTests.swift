import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// The key of a page says which page it is, and what cannot be read is an error.
@Suite struct SitePageKeyTests {
    @Test(arguments: SitePage.samples)
    func everyKindOfPageIsReadBack(page: SitePage) {
        #expect(SitePage("\(page)") == page)
    }

    @Test func noTwoPagesHaveOneKey() {
        let pages = SitePage.samples
        #expect(Set(pages).count == pages.count)
        #expect(Set(pages.map(\.description)).count == pages.count)
    }

    @Test(arguments: [
        "", "post", "posts x", "home x", "comments a", "comments a b", "tag a b c", "tag a b",
        "searchBlock x 1", "error x", "sitemap x", "person a b", "tags 1",
    ])
    func aKeyOfNoPageIsNotRead(key: String) {
        #expect(SitePage(key) == nil)
    }

    @Test func keysOfOlderVersionsAreRead() {
        #expect(SitePage("redirect /a b/c.html") == .redirect(path: "/a b/c.html"))
        #expect(SitePage("redirect /100%/c") == .redirect(path: "/100%/c"))
    }

    @Test func anUnreadableKeyIsAnErrorThatHoldsUpNothing() throws {
        let pod = try SitePod()
        _ = try pod.dispatcher.run()
        try pod.database.write { transaction in
            try transaction.wantPage("nonsense of a page", stage: 0, priority: 0)
        }
        let post = try pod.publish("# Words")

        let report = try pod.dispatcher.run()

        #expect(report.failures.map(\.page) == ["nonsense of a page"])
        #expect(try pod.page("posts/\(post).html").contains("Words"))
        #expect(try pod.dispatcher.failures() == report.failures)
        #expect(try pod.plannedPages() == ["nonsense of a page"])
        #expect(try pod.dispatcher.runIfAsked() == nil)
    }

    @Test func aTextWhoseNameHasASpaceIsWritten() throws {
        let pod = try SitePod()
        let site = pod.temporary.url.appending(path: "texts")
        try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
        try Data("# Our house".utf8).write(to: site.appending(path: "our house 100%.md"))
        pod.settings.siteFolders = [site]
        _ = try pod.dispatcher.run()
        let file = pod.folder.tree.appending(path: "our house 100%.html")
        try FileManager.default.removeItem(at: file)

        try pod.database.write { transaction in
            try transaction.wantPage(
                "\(SitePage.text("our house 100%"))", stage: 1, priority: 0)
        }

        #expect(try pod.dispatcher.run().failures == [])
        #expect(FileManager.default.fileExists(atPath: file.path))
    }
}

extension SitePage {
    /// Pages of every kind, with all that names may hold.
    static var samples: [SitePage] {
        var samples: [SitePage] = []
        var page: SitePage? = .photo(fileName: names[0])
        while let current = page {
            let (pages, next) = current.samplesOfKind
            samples += pages
            page = next
        }
        return samples
    }

    private static let names = [
        "plain", "a b", " ", "", "a  b ", "7", "b 7", "100%", "%20", "%2520", "東京 بيت", "a\nb",
    ]

    private static func each(_ make: (String) -> SitePage) -> [SitePage] { names.map(make) }

    private static func numbered(_ make: (String, Int?) -> SitePage) -> [SitePage] {
        names.flatMap { [make($0, nil), make($0, 1), make($0, 20)] }
    }

    /// What there is of this kind, and a page of the next one: a new kind has to find its place here.
    private var samplesOfKind: (pages: [SitePage], next: SitePage?) {
        switch self {
        case .photo: (Self.each { .photo(fileName: $0) }, .post(guid: ""))
        case .post: (Self.each { .post(guid: $0) }, .comments(guid: "", page: 1))
        case .comments:
            (Self.each { .comments(guid: $0, page: 3) }, .comment(post: "", guid: ""))
        case .comment:
            (
                Self.each { .comment(post: $0, guid: "a b") }
                    + Self.each { .comment(post: "p q", guid: $0 + "c") },
                .commentsFeed(guid: "")
            )
        case .commentsFeed: (Self.each { .commentsFeed(guid: $0) }, .document(guid: ""))
        case .document: (Self.each { .document(guid: $0) }, .redirect(path: ""))
        case .redirect:
            (Self.each { .redirect(path: "/" + $0 + "/x y.html") }, .home(page: nil))
        case .home: ([.home(page: nil), .home(page: 2)], .person(username: "", page: nil))
        case .person:
            (Self.numbered { .person(username: $0, page: $1) }, .tag("", page: nil))
        case .tag: (Self.numbered { .tag($0, page: $1) }, .tags)
        case .tags: ([.tags], .archive)
        case .archive: ([.archive], .month(""))
        case .month: ([.month("2026-01")], .siteFeed)
        case .siteFeed: ([.siteFeed], .personFeed(username: ""))
        case .personFeed:
            (Self.each { .personFeed(username: $0) }, .personFeedArchive(username: "", number: 1))
        case .personFeedArchive:
            (Self.each { .personFeedArchive(username: $0, number: 4) }, .tagFeed(""))
        case .tagFeed: (Self.each { .tagFeed($0) }, .feeds)
        case .feeds: ([.feeds], .search)
        case .search: ([.search], .searchManifest)
        case .searchManifest: ([.searchManifest], .searchBlock(level: 0, index: 0))
        case .searchBlock:
            ([.searchBlock(level: 0, index: 3), .searchBlock(level: 3, index: 0)], .sitemap)
        case .sitemap: ([.sitemap], .sitemapPart(0))
        case .sitemapPart: ([.sitemapPart(0), .sitemapPart(12)], .statistics)
        case .statistics: ([.statistics], .robots)
        case .robots: ([.robots], .hCard(guid: ""))
        case .hCard: (Self.each { .hCard(guid: $0) }, .personStream(guid: ""))
        case .personStream: (Self.each { .personStream(guid: $0) }, .hostMeta)
        case .hostMeta: ([.hostMeta], .nodeInfoLinks)
        case .nodeInfoLinks: ([.nodeInfoLinks], .nodeInfo(version: ""))
        case .nodeInfo: (Self.each { .nodeInfo(version: $0) }, .text(""))
        case .text: (Self.each { .text($0) }, .error(404))
        case .error: ([.error(404), .error(500)], nil)
        }
    }
}
