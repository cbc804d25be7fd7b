internal import Composing
internal import Escaping
internal import Foundation
internal import Markdown
internal import PublicTree
internal import Store
internal import Theming

extension SiteRenderer {
    func searchManifest(_ database: PublicTransaction) throws -> [OutputFile] {
        let count = try database.count(.home)
        let manifest = SearchManifest(blocks: SearchBlocks.covering(count: count), total: count)
        return [
            OutputFile(path: String(SearchManifest.path.dropFirst()), bytes: manifest.bytes())
        ]
    }

    func searchBlock(_ block: SearchBlock, _ database: PublicTransaction) throws -> [OutputFile] {
        let count = try database.count(.home)
        guard SearchBlocks.covering(count: count).contains(block) else { return [] }
        var writer = SearchIndexWriter(block: block)
        let last = min(block.ranks.upperBound, count)
        for first in stride(from: block.ranks.lowerBound, through: last, by: 500) {
            for post in try database.posts(.home, ranks: first...min(first + 499, last)) {
                writer.add(try document(post, database))
            }
        }
        return writer.files().map {
            OutputFile(path: String($0.path.drop { $0 == "/" }), bytes: $0.bytes)
        }
    }

    private func document(_ post: PublicPost, _ database: PublicTransaction) throws
        -> SearchDocument
    {
        SearchDocument(
            url: SitePath.post(post.guid), name: post.name(in: frame.words),
            date: frame.dates.date(Date(seconds: post.createdAt)),
            author: try person(post.authorID, database)?.displayName ?? "",
            plainText: HTMLText.plain(post.rendering.html), excerpt: post.rendering.excerpt,
            tags: post.tags)
    }

    func sitemap(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        let parts = SitemapCut.posts.partCount(try database.count(.home))
        var xml = Self.xmlHead + "<sitemapindex xmlns=\"\(Self.namespace)\">\n"
        for number in 0..<(parts + 1) {
            xml += "<sitemap><loc>\(frame.url)sitemap/\(number).xml</loc></sitemap>\n"
        }
        return [file(page, Array((xml + "</sitemapindex>\n").utf8))]
    }

    /// Renders one part of the sitemap; part 0 holds everything but posts.
    func sitemapPart(_ number: Int, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        let cut = SitemapCut.posts
        let count = try database.count(.home)
        guard number >= 0, number <= cut.partCount(count) else { return [] }
        var xml = Self.xmlHead + "<urlset xmlns=\"\(Self.namespace)\">\n"
        if number == 0 {
            for path in try pathsBesidePosts(database) {
                xml += "<url><loc>\(XMLEscaping.text.escaped(frame.absolute(path)))</loc></url>\n"
            }
        } else {
            let ranks = cut.ranks(part: number).clamped(to: 1...max(1, count))
            for post in try database.summaries(.home, ranks: ranks) {
                let changed = Date(seconds: post.editedAt ?? post.createdAt)
                xml += "<url><loc>\(frame.absolute(SitePath.post(post.guid)))</loc>"
                xml += "<lastmod>\(frame.dates.iso8601(changed))</lastmod></url>\n"
            }
        }
        return [file(page, Array((xml + "</urlset>\n").utf8))]
    }

    private func pathsBesidePosts(_ database: PublicTransaction) throws -> [String] {
        ["/", "/archive", "/tags", "/feeds", "/search", "/statistics"]
            + context.texts.pages.sorted().map { "/" + $0 }
            + (try database.persons().map { SitePath.person($0.username) })
    }

    func statistics(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        let words = frame.words
        let counts = try database.statistics()
        var facts = [(words.text(.factSoftware), frame.generator)]
        if context.settings.publishesUserCount, let users = counts["users"] {
            facts.append((words.text(.factPeople), words.number(users)))
        }
        if context.settings.publishesPostCount, let posts = counts["posts"] {
            facts.append((words.text(.factPosts), words.number(posts)))
        }
        let registrations: WordsKey =
            context.settings.isOpen ? .registrationsOpen : .registrationsClosed
        facts.append((words.text(.factRegistrations), words.text(registrations)))
        return [file(page, try StatisticsPage(facts: facts).render(in: frame))]
    }

    func text(_ name: String, _ page: SitePage) throws -> [OutputFile] {
        guard let text = try context.texts.page(name) else { return [] }
        let bytes = try TextPage(
            path: "/" + name, title: text.name, bodyHTML: text.html, description: text.excerpt
        ).render(in: frame)
        return [file(page, bytes)]
    }

    var robots: String {
        """
        User-agent: *
        Disallow: /users/
        Disallow: /stream

        Sitemap: \(frame.url)sitemap.xml

        """
    }

    private static let xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
}
