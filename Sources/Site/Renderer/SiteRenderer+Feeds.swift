internal import Composing
internal import Feeds
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

extension SiteRenderer {
    func siteFeed(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        let posts = try newest(.home, database)
        let name = ["pod": frame.name]
        let description = context.settings.description
        let about = FeedDescription(
            title: frame.words.text(.podFeed, name),
            subtitle: description.isEmpty
                ? frame.words.text(.podFeedDescription, name) : description,
            icon: frame.icon)
        let files = try atomAndJSON(page, path: "/feed", about, home: "/", posts, database)
        return try files
            + ReservedNames.oldFeeds.map { name in
                // What the podmin has there goes first, whichever of the two is written later.
                let own = context.texts.staticFiles.first { $0.path == name }
                return try own.map {
                    OutputFile(path: name, bytes: [UInt8](try Data(contentsOf: $0.url)))
                } ?? OutputFile(path: name, copyOf: files[0])
            }
    }

    func personFeed(_ username: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        guard let person = try person(username, database) else { return [] }
        let list = ListName.person(person.id)
        let archives = FeedCut.feeds.archiveCount(try database.count(list))
        let path = SitePath.personFeed(username)
        let name = ["name": person.displayName]
        let about = FeedDescription(
            title: frame.words.text(.personFeed, name),
            subtitle: frame.words.text(.personFeedDescription, name),
            icon: person.photo == nil
                ? frame.icon : frame.absolute(person.values.avatar.src))
        return try atomAndJSON(
            page, path: path, about, home: SitePath.person(username), try newest(list, database),
            database,
            archive: archives > 0 ? "\(path)/archive/\(archives).atom" : nil)
    }

    func personFeedArchive(
        _ username: String, _ number: Int, _ page: SitePage, _ database: PublicTransaction
    ) throws -> [OutputFile] {
        guard let person = try person(username, database) else { return [] }
        let list = ListName.person(person.id)
        let cut = FeedCut.feeds
        guard number >= 1, number <= cut.archiveCount(try database.count(list)) else { return [] }
        let posts = try database.places(list, ranks: cut.ranks(archive: number)).reversed()
        let path = SitePath.personFeed(username)
        var feed = atom(
            "\(path)/archive/\(number)",
            title: frame.words.text(
                .personFeed, ["name": person.displayName]), home: SitePath.person(username),
            Array(posts))
        feed.kind = .archive
        feed.links.append(.current(frame.absolute(path + ".atom")))
        if number > 1 {
            feed.links.append(
                .previousArchive(frame.absolute("\(path)/archive/\(number - 1).atom")))
        }
        let bytes = feed.document(entryFragments: try posts.map { try entry($0, database) })
        return [file(page, bytes)]
    }

    func tagFeed(_ tag: String, _ page: SitePage, _ database: PublicTransaction) throws
        -> [OutputFile]
    {
        let posts = try newest(.tag(tag), database)
        guard !posts.isEmpty else { return [] }
        let path = SitePath.tag(tag)
        let title = frame.words.text(.tagFeed, ["tag": tag, "pod": frame.name])
        var feed = atom(path, title: title, home: path, posts)
        feed.subtitle = frame.words.text(.tagFeedDescription, ["tag": tag])
        feed.icon = frame.icon
        return [
            file(page, feed.document(entryFragments: try posts.map { try entry($0, database) }))
        ]
    }

    func feeds(_ page: SitePage, _ database: PublicTransaction) throws -> [OutputFile] {
        let words = frame.words
        var feeds: [FeedsPage.Feed] = [
            (
                words.text(.podFeed, ["pod": frame.name]),
                words.text(.podFeedDescription, ["pod": frame.name]), "/feed.atom", "/feed.json"
            )
        ]
        for person in try database.persons() {
            let path = SitePath.personFeed(person.username)
            let name = ["name": person.displayName]
            feeds.append(
                (
                    words.text(.personFeed, name), words.text(.personFeedDescription, name),
                    path + ".atom", path + ".json"
                ))
        }
        for tag in try database.lists(.tag) {
            feeds.append(
                (
                    words.text(.tagFeed, ["tag": tag.key, "pod": frame.name]),
                    words.text(.tagFeedDescription, ["tag": tag.key]),
                    SitePath.tag(tag.key) + ".atom", nil
                ))
        }
        return [file(page, try FeedsPage(feeds: feeds).render(in: frame))]
    }

    // MARK: - Documents

    /// Returns the places of the posts in the head of the list's feed, newest first.
    private func newest(_ list: ListName, _ database: PublicTransaction) throws -> [PublicPlace] {
        guard let ranks = FeedCut.feeds.headRanks(try database.count(list)) else { return [] }
        return try database.places(list, ranks: ranks).reversed()
    }

    /// The metadata of a feed.
    private struct FeedDescription {
        let title: String
        let subtitle: String
        /// The absolute URL of the icon.
        let icon: String?
    }

    private func atomAndJSON(
        _ page: SitePage, path: String, _ about: FeedDescription, home: String,
        _ posts: [PublicPlace], _ database: PublicTransaction, archive: String? = nil
    ) throws -> [OutputFile] {
        var feed = atom(path, title: about.title, home: home, posts)
        feed.subtitle = about.subtitle
        feed.icon = about.icon
        if let archive { feed.links.append(.previousArchive(frame.absolute(archive))) }
        let json = JSONFeed(
            title: about.title, homePageURL: frame.absolute(home),
            feedURL: frame.absolute(path + ".json"), description: about.subtitle,
            favicon: about.icon, language: frame.words.language)
        return [
            file(page, feed.document(entryFragments: try posts.map { try entry($0, database) })),
            OutputFile(
                path: page.files[1],
                bytes: json.document(itemFragments: try posts.map { try item($0, database) })),
        ]
    }

    private func atom(
        _ path: String, title: String, home: String, _ posts: [PublicPlace]
    ) -> AtomFeed {
        // Nothing in the tree depends on the clock of the build: an empty feed is as old as time.
        let updated = posts.map { $0.editedAt ?? $0.createdAt }.max() ?? 0
        return AtomFeed(
            id: frame.absolute(path + ".atom"), title: title, updated: Date(seconds: updated),
            language: frame.words.language,
            links: [.itself(frame.absolute(path + ".atom")), .page(frame.absolute(home))],
            generator: AtomGenerator(name: "Dandelion", version: ProgramVersion.number))
    }

    private func entry(_ place: PublicPlace, _ database: PublicTransaction) throws -> [UInt8] {
        try context.entries.value(place.postID) {
            guard let post = try database.post(id: place.postID),
                let author = try person(post.authorID, database)
            else { return [] }
            return post.entry(
                author: author, reshared: try reshared(post, database), site: frame
            ).fragment()
        }
    }

    private func item(_ place: PublicPlace, _ database: PublicTransaction) throws -> [UInt8] {
        try context.items.value(place.postID) {
            guard let post = try database.post(id: place.postID),
                let author = try person(post.authorID, database)
            else { return [] }
            return post.item(
                author: author, reshared: try reshared(post, database), site: frame
            ).fragment()
        }
    }
}
