/// The text form of a page, which is the key of its delivery: a word, then what tells the page from
/// others of its kind, with spaces between.
///
/// Names may hold anything: in them a space is `%20`, a percent sign `%25` and a line end `%0A`.
extension SitePage: CustomStringConvertible {
    public var description: String {
        switch self {
        case .photo(let fileName): Self.key("photo", fileName)
        case .post(let guid): Self.key("post", guid)
        case .comments(let guid, let page): Self.key("comments", guid, page)
        case .comment(let post, let guid): Self.key("comment", post) + " " + Self.escaped(guid)
        case .commentsFeed(let guid): Self.key("commentsFeed", guid)
        case .document(let guid): Self.key("document", guid)
        case .redirect(let path): Self.key("redirect", path)
        case .home(let page): Self.key("home", nil, page)
        case .person(let username, let page): Self.key("person", username, page)
        case .tag(let tag, let page): Self.key("tag", tag, page)
        case .tags: "tags"
        case .archive: "archive"
        case .month(let month): Self.key("month", month)
        case .siteFeed: "feed"
        case .personFeed(let username): Self.key("personFeed", username)
        case .personFeedArchive(let username, let number): Self.key("personFeed", username, number)
        case .tagFeed(let tag): Self.key("tagFeed", tag)
        case .feeds: "feeds"
        case .search: "search"
        case .searchManifest: "searchManifest"
        case .searchBlock(let level, let index): Self.key("searchBlock", "\(level)", index)
        case .sitemap: "sitemap"
        case .sitemapPart(let number): Self.key("sitemap", nil, number)
        case .statistics: "statistics"
        case .robots: "robots"
        case .hCard(let guid): Self.key("hCard", guid)
        case .personStream(let guid): Self.key("personStream", guid)
        case .hostMeta: "hostMeta"
        case .nodeInfoLinks: "nodeInfoLinks"
        case .nodeInfo(let version): Self.key("nodeInfo", version)
        case .text(let name): Self.key("text", name)
        case .error(let code): Self.key("error", nil, code)
        }
    }

    /// Reads the text form; `nil` if no page has it.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(Self.unescaped)
        let name = parts.count > 1 ? parts[1] : ""
        let number = parts.count > 1 ? Int(parts[parts.count - 1]) : nil
        switch (parts[0], parts.count, number) {
        case ("photo", 2, _): self = .photo(fileName: name)
        case ("post", 2, _): self = .post(guid: name)
        case ("comments", 3, let number?): self = .comments(guid: name, page: number)
        case ("comment", 3, _): self = .comment(post: name, guid: parts[2])
        case ("commentsFeed", 2, _): self = .commentsFeed(guid: name)
        case ("document", 2, _): self = .document(guid: name)
        case ("redirect", 2..., _): self = .redirect(path: parts[1...].joined(separator: " "))
        case ("home", 1, _): self = .home(page: nil)
        case ("home", 2, let number?): self = .home(page: number)
        case ("person", 2, _): self = .person(username: name, page: nil)
        case ("person", 3, let number?): self = .person(username: name, page: number)
        case ("tag", 2, _): self = .tag(name, page: nil)
        case ("tag", 3, let number?): self = .tag(name, page: number)
        case ("tags", 1, _): self = .tags
        case ("archive", 1, _): self = .archive
        case ("month", 2, _): self = .month(name)
        case ("feed", 1, _): self = .siteFeed
        case ("personFeed", 2, _): self = .personFeed(username: name)
        case ("personFeed", 3, let number?):
            self = .personFeedArchive(username: name, number: number)
        case ("tagFeed", 2, _): self = .tagFeed(name)
        case ("feeds", 1, _): self = .feeds
        case ("search", 1, _): self = .search
        case ("searchManifest", 1, _): self = .searchManifest
        case ("searchBlock", 3, let number?):
            guard let level = Int(name) else { return nil }
            self = .searchBlock(level: level, index: number)
        case ("sitemap", 1, _): self = .sitemap
        case ("sitemap", 2, let number?): self = .sitemapPart(number)
        case ("statistics", 1, _): self = .statistics
        case ("robots", 1, _): self = .robots
        case ("hCard", 2, _): self = .hCard(guid: name)
        case ("personStream", 2, _): self = .personStream(guid: name)
        case ("hostMeta", 1, _): self = .hostMeta
        case ("nodeInfoLinks", 1, _): self = .nodeInfoLinks
        case ("nodeInfo", 2, _): self = .nodeInfo(version: name)
        case ("text", 2, _): self = .text(name)
        case ("error", 2, let number?): self = .error(number)
        default: return nil
        }
    }

    private static func key(_ kind: String, _ name: String?, _ number: Int? = nil) -> String {
        var key = kind
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
