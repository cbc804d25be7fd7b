internal import Composing
internal import PublicTree
internal import Store

extension SitePage {
    /// The files a page owns, relative to the tree's root, so that they can be removed when the page
    /// is no more. A search block owns a folder instead: see ``folder``.
    var files: [String] {
        switch self {
        case .photo(let fileName):
            PhotoFiles.prefixes.map { "uploads/images/" + $0 + fileName }
        case .post(let guid): [Self.html(SitePath.post(guid))]
        case .comments(let guid, let page): [Self.html(SitePath.comments(guid, page: page))]
        case .comment(let post, let guid): [Self.html(SitePath.comment(post, guid: guid))]
        case .commentsFeed(let guid): [String(SitePath.commentsFeed(guid).dropFirst())]
        case .document(let guid): [String(SitePath.document(guid).dropFirst())]
        case .redirect(let path): [Self.redirectFile(path)]
        case .home(let page): [page.map { "page/\($0).html" } ?? "index.html"]
        case .person(let username, let page):
            [Self.html(Self.address(SitePath.person(username), page))]
        case .tag(let tag, let page): [Self.html(Self.address(SitePath.tag(tag), page))]
        case .tags: ["tags.html"]
        case .archive: ["archive.html"]
        case .month(let month):
            ["archive/" + month.split(separator: "-").joined(separator: "/") + ".html"]
        case .siteFeed: ["feed.atom", "feed.json"] + ReservedNames.oldFeeds
        case .personFeed(let username):
            [".atom", ".json"].map { String(SitePath.personFeed(username).dropFirst()) + $0 }
        case .personFeedArchive(let username, let number):
            [String(SitePath.personFeed(username).dropFirst()) + "/archive/\(number).atom"]
        case .tagFeed(let tag): [String(SitePath.tag(tag).dropFirst()) + ".atom"]
        case .feeds: ["feeds.html"]
        case .search: ["search.html"]
        case .searchManifest: [String(SearchManifest.path.dropFirst())]
        case .searchBlock: []
        case .sitemap: ["sitemap.xml"]
        case .sitemapPart(let number): ["sitemap/\(number).xml"]
        case .statistics: ["statistics.html"]
        case .robots: ["robots.txt"]
        // Other pods build these addresses, and their types go by path: no ending.
        case .hCard(let guid): ["hcard/users/" + guid]
        case .personStream(let guid): [SitePath.personByGUID(guid).dropFirst() + "/stream"]
        case .hostMeta: [".well-known/host-meta"]
        case .nodeInfoLinks: [".well-known/nodeinfo"]
        case .nodeInfo(let version): ["nodeinfo/" + version]
        case .text(let name): [name + ".html"]
        case .error(let code): ["\(code).html"]
        }
    }

    /// The folder that is this page's alone, ending in `/`.
    var folder: String? {
        guard case .searchBlock(let level, let index) = self else { return nil }
        return String(SearchBlock(level: level, index: index).folder.dropFirst())
    }

    static func address(_ head: String, _ page: Int?) -> String {
        page.map { SitePath.page($0, of: head) } ?? head
    }

    private static func html(_ path: String) -> String { path.dropFirst() + ".html" }

    /// Returns the file of a redirect: `/2024/05/12/hello.html` is that file; `/posts/hello/` is
    /// `index.html` in the folder.
    private static func redirectFile(_ path: String) -> String {
        let path = String(path.dropFirst())
        if path.hasSuffix("/") { return path + "index.html" }
        return path.hasSuffix(".html") ? path : path + ".html"
    }
}
