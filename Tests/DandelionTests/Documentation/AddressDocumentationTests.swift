import Cryptography
import Diaspora
import Foundation
import Hummingbird
import Store
import TestSupport
import Testing
import Web

@testable import Composing
@testable import Federation
@testable import Server
@testable import Site

/// docs/addresses.md names every address that the pod and its tree know.
struct AddressDocumentationTests {
    @Test func everyKindOfPageHasItsRow() throws {
        let addresses = try DocumentedAddresses()
        for page in Self.pages {
            for file in page.files + [page.folder.map { $0 + "0.json" }].compactMap({ $0 }) {
                #expect(addresses.hasRow(forFile: file), "\(page): \(file)")
            }
        }
    }

    @Test func everyDocumentOfTheTableHasItsRowAndItsType() throws {
        let addresses = try DocumentedAddresses()
        for document in AddressTable().documents {
            let address = Self.sample(document.pattern)
            let row = try #require(addresses.row(forFile: address), "\(address)")
            let type = document.type.split(separator: ";")[0]
            #expect(row.line.contains(type), "\(address) is \(type)")
        }
    }

    @Test func everyLifetimeAndEveryErrorPageIsNamed() throws {
        let text = try DocumentedAddresses().text
        let table = AddressTable()
        for lifetime in table.lifetimes { #expect(text.contains(lifetime.cacheControl)) }
        for page in table.errorPages { #expect(text.contains("`\(page)`"), "\(page)") }
        #expect(text.contains("\(table.retryAfter)"))
    }

    @Test func everyReservedNameIsListed() throws {
        let text = try DocumentedAddresses().text
        for name in ReservedNames.firstSegments.union(ReservedNames.pages) {
            #expect(text.contains("`\(name)`"), "\(name)")
        }
        for ending in ReservedNames.endings { #expect(text.contains("`\(ending)`"), "\(ending)") }
    }

    @Test func everyRouteHasItsRow() throws {
        let addresses = try DocumentedAddresses()
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(
            path: folder.url.appending(path: "dandelion.sqlite").path)
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        let router = Router(context: PodRequestContext.self)

        let keys = KeyRing(
            sealer: try Sealer(secret: Array("secret".utf8), random: SystemRandomBytes()))
        PodRouter(
            pod: pod, authority: "pod.example", database: database,
            inbox: Inbox(database: database, limits: InboxLimits(), clock: .system),
            documents: PublicDocuments(database: database, keys: keys, isSecure: true),
            photos: LimitedPhotos(database: database, folder: PodFolder(folder.url)),
            trustedProxies: [], clock: .system
        ).addRoutes(to: router)
        WebApp(
            settings: { throw CancellationError() }, database: database,
            readers: try ReaderSite(path: database.path), keys: keys, lookUp: { _ in },
            trustedProxies: [],
            clock: .system, random: SystemRandomBytes()
        ).addRoutes(to: router)

        #expect(!router.routes.isEmpty)
        for route in router.routes {
            let path = "\(route.path)".replacing(#/\{[^}]*\}/#, with: "0123456789abcdef")
            #expect(addresses.hasRow(forFile: path), "\(route)")
        }
    }

    @Test func noRowIsTwice() throws {
        let patterns = try DocumentedAddresses().rows.map(\.pattern)

        #expect(Set(patterns).count == patterns.count)
    }

    /// One of each kind. The switch makes a new kind an error here, until it is added.
    private static let pages: [SitePage] = [
        .photo(fileName: "0123456789abcdef0123.jpg"), .post(guid: "hello-world-17418fb029e6"),
        .redirect(path: "/2024/05/12/hello.html"), .home(page: nil), .home(page: 2),
        .person(username: "alice", page: nil), .person(username: "alice", page: 2),
        .tag("beans", page: nil), .tag("beans", page: 2), .tags, .archive, .month("2026-05"),
        .siteFeed, .personFeed(username: "alice"),
        .personFeedArchive(username: "alice", number: 1), .tagFeed("beans"), .feeds, .search,
        .searchManifest, .searchBlock(level: 0, index: 3), .sitemap, .sitemapPart(1), .statistics,
        .robots, .text("about"), .error(404), .hCard(guid: "0123456789abcdef"),
        .personStream(guid: "0123456789abcdef"), .hostMeta, .nodeInfoLinks,
        .nodeInfo(version: "2.1"), .comments(guid: "hello-world-17418fb029e6", page: 1),
        .comment(post: "hello-world-17418fb029e6", guid: "0123456789abcdef"),
        .commentsFeed(guid: "hello-world-17418fb029e6"),
        .document(guid: "hello-world-17418fb029e6"),
    ].filter { page in
        switch page {
        case .photo, .post, .redirect, .home, .person, .tag, .tags, .archive, .month, .siteFeed,
            .personFeed, .personFeedArchive, .tagFeed, .feeds, .search, .searchManifest,
            .searchBlock, .sitemap, .sitemapPart, .statistics, .robots, .text, .error,
            .hCard, .personStream, .hostMeta, .nodeInfoLinks, .nodeInfo, .comments,
            .comment, .commentsFeed, .document:
            true
        }
    }

    private static func sample(_ pattern: AddressPattern) -> String {
        switch pattern {
        case .exact(let path): path
        case .under(let folder):
            folder + (folder == "/nodeinfo/" ? "2.0" : "users/0123456789abcdef")
        case .ending(let suffix, let folder): folder + "alice" + suffix
        case .named(let name, let folder): folder + "0123456789abcdef/" + name
        case .fingerprinted(let folder): folder + "style-0123456789abcdef.css"
        }
    }
}
