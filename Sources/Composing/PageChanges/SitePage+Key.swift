/// The text form of a page, which is the key of its delivery: the word of its kind, then the names and numbers that
/// tell it from others of the kind, with spaces between.
///
/// Names may hold anything: in them a space is `%20`, a percent sign `%25` and a line end `%0A`.
extension SitePage: CustomStringConvertible {
    /// The kinds of pages, by the first word of their keys.
    public enum Kind: String, CaseIterable, Sendable {
        case photo, post, comments, comment, commentsFeed, document, redirect, home, person, tag
        case tags, archive, month
        case siteFeed = "feed"
        case personFeed, tagFeed, feeds, search, searchManifest, searchBlock, sitemap, statistics
        case robots, hCard, personStream, hostMeta, nodeInfoLinks, nodeInfo, text, error
    }

    public var description: String {
        switch self {
        case .photo(let fileName): Self.key(.photo, fileName)
        case .post(let guid): Self.key(.post, guid)
        case .comments(let guid, let page): Self.key(.comments, guid, page)
        case .comment(let post, let guid): Self.key(.comment, post) + " " + Self.escaped(guid)
        case .commentsFeed(let guid): Self.key(.commentsFeed, guid)
        case .document(let guid): Self.key(.document, guid)
        case .redirect(let path): Self.key(.redirect, path)
        case .home(let page): Self.key(.home, nil, page)
        case .person(let username, let page): Self.key(.person, username, page)
        case .tag(let tag, let page): Self.key(.tag, tag, page)
        case .tags: Self.key(.tags)
        case .archive: Self.key(.archive)
        case .month(let month): Self.key(.month, month)
        case .siteFeed: Self.key(.siteFeed)
        case .personFeed(let username): Self.key(.personFeed, username)
        case .personFeedArchive(let username, let number): Self.key(.personFeed, username, number)
        case .tagFeed(let tag): Self.key(.tagFeed, tag)
        case .feeds: Self.key(.feeds)
        case .search: Self.key(.search)
        case .searchManifest: Self.key(.searchManifest)
        case .searchBlock(let level, let index): Self.key(.searchBlock, "\(level)", index)
        case .sitemap: Self.key(.sitemap)
        case .sitemapPart(let number): Self.key(.sitemap, nil, number)
        case .statistics: Self.key(.statistics)
        case .robots: Self.key(.robots)
        case .hCard(let guid): Self.key(.hCard, guid)
        case .personStream(let guid): Self.key(.personStream, guid)
        case .hostMeta: Self.key(.hostMeta)
        case .nodeInfoLinks: Self.key(.nodeInfoLinks)
        case .nodeInfo(let version): Self.key(.nodeInfo, version)
        case .text(let name): Self.key(.text, name)
        case .error(let code): Self.key(.error, nil, code)
        }
    }

    /// Reads the text form; `nil` if no page has it.
    public init?(_ text: String) {
        var parts = text.split(separator: " ", omittingEmptySubsequences: false).map(Self.unescaped)
        guard let kind = Kind(rawValue: parts.removeFirst()), let page = Self.page(kind, parts)
        else { return nil }
        self = page
    }

    /// Returns the page of a kind, by what stands behind the kind in its key; nil if there is none.
    private static func page(_ kind: Kind, _ parts: [String]) -> SitePage? {
        let isAlone = parts.isEmpty
        let name = parts.count == 1 ? parts[0] : nil
        let number = name.flatMap { Int($0) }
        let names = parts.count == 2 ? (parts[0], parts[1]) : nil
        let numbered = names.flatMap { name, text in Int(text).map { (name, $0) } }
        return switch kind {
        case .photo: name.map { .photo(fileName: $0) }
        case .post: name.map { .post(guid: $0) }
        case .comments: numbered.map { .comments(guid: $0, page: $1) }
        case .comment: names.map { .comment(post: $0, guid: $1) }
        case .commentsFeed: name.map { .commentsFeed(guid: $0) }
        case .document: name.map { .document(guid: $0) }
        case .redirect: isAlone ? nil : .redirect(path: parts.joined(separator: " "))
        case .home: isAlone ? .home(page: nil) : number.map { .home(page: $0) }
        case .person:
            name.map { .person(username: $0, page: nil) }
                ?? numbered.map { .person(username: $0, page: $1) }
        case .tag: name.map { .tag($0, page: nil) } ?? numbered.map { .tag($0, page: $1) }
        case .tags: isAlone ? .tags : nil
        case .archive: isAlone ? .archive : nil
        case .month: name.map { .month($0) }
        case .siteFeed: isAlone ? .siteFeed : nil
        case .personFeed:
            name.map { .personFeed(username: $0) }
                ?? numbered.map { .personFeedArchive(username: $0, number: $1) }
        case .tagFeed: name.map { .tagFeed($0) }
        case .feeds: isAlone ? .feeds : nil
        case .search: isAlone ? .search : nil
        case .searchManifest: isAlone ? .searchManifest : nil
        case .searchBlock:
            numbered.flatMap { level, index in
                Int(level).map { .searchBlock(level: $0, index: index) }
            }
        case .sitemap: isAlone ? .sitemap : number.map { .sitemapPart($0) }
        case .statistics: isAlone ? .statistics : nil
        case .robots: isAlone ? .robots : nil
        case .hCard: name.map { .hCard(guid: $0) }
        case .personStream: name.map { .personStream(guid: $0) }
        case .hostMeta: isAlone ? .hostMeta : nil
        case .nodeInfoLinks: isAlone ? .nodeInfoLinks : nil
        case .nodeInfo: name.map { .nodeInfo(version: $0) }
        case .text: name.map { .text($0) }
        case .error: number.map { .error($0) }
        }
    }

    private static func key(_ kind: Kind, _ name: String? = nil, _ number: Int? = nil) -> String {
        var key = kind.rawValue
        if let name { key += " " + escaped(name) }
        if let number { key += " \(number)" }
        return key
    }

    private static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { " %\n".utf8.contains($0) }) else { return name }
        return name.replacing("%", with: "%25").replacing(" ", with: "%20")
            .replacing("\n", with: "%0A")
    }

    private static func unescaped(_ part: Substring) -> String {
        guard part.utf8.contains(UInt8(ascii: "%")) else { return String(part) }
        return String(part).replacing("%0A", with: "\n").replacing("%20", with: " ")
            .replacing("%25", with: "%")
    }
}
