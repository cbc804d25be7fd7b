internal import Composing
internal import Diaspora
internal import Store

/// The pages that show something of a person, by the rows as they are when it is asked.
struct PersonPlan {
    typealias Part = ShownPerson.Part

    private let person: Person
    private let parts: Set<Part>
    private let database: ReadTransaction
    private(set) var plan = SitePlan(SiteChange())
    private var counts: [ListName: Int] = [:]

    /// Plans the pages that show the given parts of a person.
    ///
    /// - Returns: `nil` if there is no such person.
    init?(of id: Int64, parts: Set<Part>, in database: ReadTransaction) throws {
        guard let person = try database.person(id: id) else { return nil }
        self.person = person
        self.parts = parts
        self.database = database
        if person.kind == .local {
            try addOwn()
            try addPosts()
            try addMentioning()
        }
        try addComments()
    }

    private var isNamed: Bool { parts.contains(.name) || parts.contains(.presence) }

    // MARK: - Pages of theirs

    private mutating func addOwn() throws {
        let (username, guid) = (person.diasporaID.username, person.guid.string)
        if parts.contains(.presence) { plan.add(.sitemapPart(0)) }
        if isNamed {
            plan.add(.feeds)
            plan.add(.personStream(guid: guid))
        }
        if isNamed || parts.contains(.picture) { plan.add(.personFeed(username: username)) }
        if isNamed || parts.contains(.picture) || parts.contains(.card) {
            plan.add(.hCard(guid: guid))
        }
        guard isNamed || parts.contains(.picture) || parts.contains(.details) else { return }
        plan.add(.person(username: username, page: nil))
        let pages = ListCut.pages.pageCount(try count(.person(person.id)))
        for number in stride(from: 1, through: pages, by: 1) {
            plan.add(.person(username: username, page: number))
        }
    }

    // MARK: - Posts

    /// Adds the pages of the person's posts, which show their name and picture.
    private mutating func addPosts() throws {
        guard parts.contains(.name) || parts.contains(.picture) else { return }
        var change = SiteChange()
        change.username = person.diasporaID.username
        change.personGUID = person.guid.string
        for place in try database.places(authorID: person.id) {
            plan.add(.post(guid: place.guid), stage: 1)
            change.lists = [try touch(place)]
            for (page, stage) in SitePlan(change).pages
            where parts.contains(where: page.showsBesidePosts) {
                plan.add(page, stage: stage)
            }
        }
    }

    /// Adds the pages of posts that mention the person, whose name stands in the text and perhaps
    /// in the post's title.
    private mutating func addMentioning() throws {
        guard isNamed else { return }
        var changes: [Int64: SiteChange] = [:]
        for place in try database.places(mentioning: person.id) {
            changes[place.postID] = try changes[place.postID] ?? change(of: place)
            changes[place.postID]?.lists.append(try touch(place))
        }
        for change in changes.values {
            plan.formUnion(
                try SitePlan(change, conversation: database.conversation(postGUID:)))
        }
    }

    private func change(of place: ListedPlace) throws -> SiteChange {
        var change = SiteChange()
        let author = try database.person(id: place.authorID)
        change.username = author?.diasporaID.username ?? ""
        change.personGUID = author?.guid.string
        change.posts = [place.guid]
        let list = ListName.person(place.authorID)
        if let rank = try database.rank(of: place.postID, in: list) {
            change.posts += try [rank - 1, rank + 1].compactMap {
                try database.guid(list, rank: $0)
            }
        }
        change.redirects = try database.redirects(postID: place.postID)
        return change
    }

    private mutating func touch(_ place: ListedPlace) throws -> SiteChange.InList {
        let count = try count(place.list)
        return SiteChange.InList(
            kind: place.list.kind.rawValue, key: place.list.key, rank: place.rank,
            countBefore: count, countAfter: count)
    }

    private mutating func count(_ list: ListName) throws -> Int {
        if let known = counts[list] { return known }
        let count = try database.count(list)
        counts[list] = count
        return count
    }

    // MARK: - Comments

    /// Adds the pages of the person's comments on posts of this pod, and of comments that mention
    /// them.
    private mutating func addComments() throws {
        guard isNamed || parts.contains(.picture) else { return }
        var places = try database.commentPlaces(authorID: person.id)
        if isNamed, person.kind == .local {
            places += try database.commentPlaces(naming: person.diasporaID)
        }
        for place in places {
            plan.addShown(
                rank: place.rank, of: place.count, onPost: place.postGUID, isInFeed: isNamed)
            if place.bytes > LongComment.maximumBytesOfShort {
                plan.add(.comment(post: place.postGUID, guid: place.guid))
            }
        }
    }
}

extension SitePage {
    /// Whether the page shows this of those whose posts are on it.
    func showsBesidePosts(_ part: ShownPerson.Part) -> Bool {
        switch (part, self) {
        case (.name, .home), (.name, .person), (.name, .tag), (.name, .month), (.name, .siteFeed),
            (.name, .personFeed), (.name, .personFeedArchive), (.name, .tagFeed),
            (.name, .searchBlock), (.name, .personStream):
            true
        case (.picture, .home), (.picture, .person), (.picture, .tag), (.picture, .siteFeed),
            (.picture, .personFeed):
            true
        default: false
        }
    }
}
