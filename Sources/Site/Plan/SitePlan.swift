internal import Composing
internal import PublicTree
internal import Store

/// The map of the site: which pages a change touches.
///
/// Pure: everything it needs is in the change, and which comments the posts in it have now.
struct SitePlan {
    /// Pages and the stage each is to be written in.
    private(set) var pages: [SitePage: Int] = [:]

    /// - Parameter conversation: Returns the facts about the comments of the post with a GUID.
    init(
        _ change: SiteChange, conversation: (_ guid: String) throws -> Conversation
    ) rethrows {
        for guid in change.newPosts { add(.post(guid: guid)) }
        for guid in change.posts where !change.newPosts.contains(guid) {
            // A neighbour's link leads to a page that must be there first.
            add(.post(guid: guid), stage: 1)
            addConversation(guid, try conversation(guid))
        }
        for answered in change.answered ?? [] { add(answered) }
        for guid in change.documents ?? [] { add(.document(guid: guid)) }
        for photo in change.photos { add(.photo(fileName: photo)) }
        for path in change.redirects { add(.redirect(path: path)) }
        for list in change.lists { add(list, change: change) }
    }

    mutating func add(_ page: SitePage, stage: Int? = nil) {
        let stage = stage ?? page.stage
        pages[page] = min(stage, pages[page] ?? stage)
    }

    mutating func formUnion(_ other: SitePlan) {
        for (page, stage) in other.pages { add(page, stage: stage) }
    }

    /// Plans the pages of a change to posts without comments.
    init(_ change: SiteChange) { self.init(change) { _ in Conversation() } }

    private mutating func add(_ list: SiteChange.InList, change: SiteChange) {
        guard let name = list.name else { return }
        switch name.kind {
        case .home:
            addPages(list) { .home(page: $0) }
            add(.siteFeed)
            addSearch(list)
            addSitemap(list)
        case .person:
            addPages(list) { .person(username: change.username, page: $0) }
            addPersonFeed(list, username: change.username)
            if let guid = change.personGUID { add(.personStream(guid: guid)) }
        case .tag:
            addPages(list) { .tag(name.key, page: $0) }
            add(.tagFeed(name.key))
            if !list.isTouch { add(.tags) }
            if list.isBornOrGone { add(.feeds) }
        case .month:
            add(.month(name.key))
            if !list.isTouch { add(.archive) }
            for month in list.neighbours ?? [] { add(.month(month)) }
        }
    }

    /// Adds the pages of a list from the rank on, and the page below the last, whose link to newer
    /// posts leads to the head or to a page.
    private mutating func addPages(
        _ list: SiteChange.InList, _ page: (Int?) -> SitePage
    ) {
        add(page(nil))
        let cut = ListCut.pages
        let before = cut.pageCount(list.countBefore)
        let after = cut.pageCount(list.countAfter)
        let first = cut.page(ofRank: list.rank)
        let last = list.isTouch ? min(first, after) : max(before, after)
        if first <= last {
            for number in first...last { add(page(number)) }
        }
        if before != after {
            for number in max(1, min(before, after))...max(before, after) { add(page(number)) }
        }
    }

    private mutating func addPersonFeed(_ list: SiteChange.InList, username: String) {
        add(.personFeed(username: username))
        let cut = FeedCut.feeds
        let first = cut.archive(ofRank: list.rank)
        let before = cut.archiveCount(list.countBefore)
        let after = cut.archiveCount(list.countAfter)
        let last = list.isTouch ? min(first, after) : max(before, after)
        let changed = first <= last ? Set(first...last) : []
        // An archive that begins or ends to be is named by the head alone.
        let born = before == after ? [] : Set((min(before, after) + 1)...max(before, after))
        for number in changed.union(born) {
            add(.personFeedArchive(username: username, number: number))
        }
    }

    private mutating func addSearch(_ list: SiteChange.InList) {
        let before = Set(SearchBlocks.covering(count: list.countBefore))
        let after = SearchBlocks.covering(count: list.countAfter)
        for block in after {
            let isTouched =
                list.isTouch ? block.ranks.contains(list.rank) : block.ranks.upperBound >= list.rank
            if isTouched || !before.contains(block) {
                add(.searchBlock(level: block.level, index: block.index))
            }
        }
        for block in before.subtracting(after) {
            add(.searchBlock(level: block.level, index: block.index))
        }
        if !list.isTouch { add(.searchManifest) }
    }

    private mutating func addSitemap(_ list: SiteChange.InList) {
        let cut = SitemapCut.posts
        let first = cut.part(ofRank: list.rank)
        let last =
            list.isTouch
            ? first : max(cut.partCount(list.countBefore), cut.partCount(list.countAfter))
        for number in first...max(first, last) { add(.sitemapPart(number)) }
        if cut.partCount(list.countBefore) != cut.partCount(list.countAfter) { add(.sitemap) }
    }
}

/// The sitemap's parts: fixed ranks, so that a new post touches the last one alone.
struct SitemapCut {
    let size: Int

    static let posts = SitemapCut(size: 500)

    func partCount(_ count: Int) -> Int { (count + size - 1) / size }

    func part(ofRank rank: Int) -> Int { (rank - 1) / size + 1 }

    func ranks(part: Int) -> ClosedRange<Int> { (size * (part - 1) + 1)...(size * part) }
}
