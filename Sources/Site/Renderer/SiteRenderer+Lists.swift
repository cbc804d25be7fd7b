internal import Composing
internal import Diaspora
internal import Foundation
internal import Markdown
internal import PublicTree
internal import Store
internal import Theming

extension SiteRenderer {
    func home(_ number: Int?, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let cut = try cut(.home, page: number, head: "/", database) else { return [] }
        let landing = try context.texts.landing()
        let home = HomePage(
            url: SitePage.address("/", number).replacing("//", with: "/"),
            landingTitle: landing?.title ?? "",
            landingHTML: landing?.html ?? "",
            description: context.settings.description,
            groups: try groups(.home, cut.ranks, database), pager: cut.pager,
            feeds: siteFeedLinks)
        return [file(page, try home.render(in: frame))]
    }

    func person(
        _ username: String, _ number: Int?, _ page: SitePage, _ database: PublicTransaction
    ) throws -> [OutputFile] {
        guard let person = try self.person(username, database) else { return [] }
        let list = ListName.person(person.id)
        let head = SitePath.person(username)
        guard let cut = try cut(list, page: number, head: head, database) else { return [] }
        let bio = MarkdownRenderer().render(
            person.bio,
            in: MarkdownContext(idPrefix: person.guid, isTitled: false, namesOtherSelves: true))
        let bytes = try PersonPage(
            person: person.values, guid: person.guid, bioHTML: bio.html,
            location: person.location,
            tags: person.tags.map { tag in
                (tag, try database.count(.tag(tag)) > 0 ? SitePath.tag(tag) : nil)
            },
            url: SitePage.address(head, number), postCount: cut.count,
            groups: try groups(list, cut.ranks, database), pager: cut.pager,
            feeds: personFeedLinks(person)
        ).render(in: frame)
        guard number == nil else { return [file(page, bytes)] }
        let byGUID = String(SitePath.personByGUID(person.guid).dropFirst()) + ".html"
        return [file(page, bytes), OutputFile(path: byGUID, bytes: bytes)]
    }

    func tag(_ tag: String, _ number: Int?, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        let head = SitePath.tag(tag)
        guard let cut = try cut(.tag(tag), page: number, head: head, database), cut.count > 0
        else { return [] }
        let title = frame.words.text(.tagFeed, ["tag": tag, "pod": frame.name])
        let bytes = try TagPage(
            tag: tag, url: SitePage.address(head, number), postCount: cut.count,
            groups: try groups(.tag(tag), cut.ranks, database), pager: cut.pager,
            feeds: links(head, title: title, hasJSON: false)
        ).render(in: frame)
        return [file(page, bytes)]
    }

    func tags(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        let tags = try database.lists(.tag).map { ($0.key, SitePath.tag($0.key), $0.count) }
        return [file(page, try TagsPage(tags: tags).render(in: frame))]
    }

    func archive(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        let months = try database.lists(.month).reversed().compactMap { list in
            Self.yearMonth(list.key).map { ($0.year, $0.month, list.count) }
        }
        return [file(page, try ArchivePage(months: months).render(in: frame))]
    }

    func month(_ key: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        let list = ListName.month(key)
        let count = try database.count(list)
        guard count > 0, let (year, month) = Self.yearMonth(key) else { return [] }
        let entries = try database.summaries(list, ranks: 1...count).map { post in
            (
                SitePath.post(post.guid), try name(post.name, of: post.guid, database),
                try person(post.authorID, database)?.displayName ?? "", post.isTitled,
                Date(seconds: post.createdAt)
            )
        }
        let (earlier, later) = try database.neighbours(of: list)
        let bytes = try MonthPage(
            year: year, month: month, entries: entries,
            previous: earlier.flatMap(Self.yearMonth), next: later.flatMap(Self.yearMonth)
        ).render(in: frame)
        return [file(page, bytes)]
    }

    func person(_ username: String, _ database: PublicTransaction) throws -> PublicPerson? {
        try database.person(diasporaID: username + "@" + context.settings.authority)
    }

    /// Reads `YYYY-MM`.
    static func yearMonth(_ key: String) -> (year: Int, month: Int)? {
        let parts = key.split(separator: "-").compactMap { Int($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
}
