/// The division of a list into pages that stay the same when newer posts come.
///
/// Ranks count from 1, the oldest post. Page N holds the ranks `size`·(N-1)+1 to `size`·N; the head
/// shows the newest `size` to 2·`size`-1 posts, so that page N appears once the head would have a
/// page too many.
struct ListCut: Equatable {
    let size: Int

    /// Pages of posts on the site.
    static let pages = ListCut(size: 20)

    /// Pages of comments on a post, whose own page is the head: it shows the newest 100 to 199.
    static let comments = ListCut(size: 100)

    /// Returns the number of pages that a list has beside its head.
    func pageCount(_ count: Int) -> Int { max(0, count / size - 1) }

    /// Returns the ranks of page N.
    func ranks(page: Int) -> ClosedRange<Int> { (size * (page - 1) + 1)...(size * page) }

    /// Returns the ranks that the head shows; `nil` for an empty list.
    func headRanks(_ count: Int) -> ClosedRange<Int>? {
        count == 0 ? nil : (size * pageCount(count) + 1)...count
    }

    func page(ofRank rank: Int) -> Int { (rank - 1) / size + 1 }
}

/// The division of a feed into a head with the newest entries, and archive documents (RFC 5005) of
/// fixed ranks that hold all that the head does not.
struct FeedCut: Equatable {
    let size: Int

    static let feeds = FeedCut(size: 25)

    func archiveCount(_ count: Int) -> Int { max(0, (count - 1) / size) }

    func ranks(archive: Int) -> ClosedRange<Int> {
        (size * (archive - 1) + 1)...(size * archive)
    }

    func headRanks(_ count: Int) -> ClosedRange<Int>? {
        count == 0 ? nil : max(1, count - size + 1)...count
    }

    func archive(ofRank rank: Int) -> Int { (rank - 1) / size + 1 }
}
