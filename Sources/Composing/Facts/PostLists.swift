internal import Foundation
public import Store
public import Theming

/// The lists to which public posts belong, and the changes of pages that follow.
public struct PostLists {
    public let dates: DateWords

    /// Returns the lists that a public post is in: home, its author's, its month's and one for each
    /// tag.
    func names(authorID: Int64, createdAt: Date, tags: [String]) -> [ListName] {
        [.home, .person(authorID), .month(month(of: createdAt))] + tags.map { .tag($0) }
    }

    /// Returns the month of a date in the pod's time zone: `YYYY-MM`.
    func month(of date: Date) -> String {
        let (year, month) = dates.yearMonth(date)
        return dates.isoMonth(year: year, month: month)
    }

    func insert(_ postID: Int64, into lists: [ListName], in transaction: WriteTransaction) throws
        -> [SiteChange.InList]
    {
        try lists.map { list in
            let before = try transaction.reading.count(list)
            let rank = try transaction.insert(postID: postID, into: list)
            return try change(
                list, rank: rank, from: before, to: before + 1, transaction.reading)
        }
    }

    /// Inserts many posts into all their lists, without recording the changed pages.
    public func insert(
        _ posts: [(post: ListedPost, tags: [String])], authorID: Int64,
        in transaction: WriteTransaction
    ) throws {
        var order: [ListName] = []
        var members: [ListName: [ListedPost]] = [:]
        for (post, tags) in posts {
            for list in names(authorID: authorID, createdAt: post.createdAt, tags: tags) {
                if members[list] == nil { order.append(list) }
                members[list, default: []].append(post)
            }
        }
        for list in order { try transaction.insert(members[list] ?? [], into: list) }
    }

    func remove(_ postID: Int64, from lists: [ListName], in transaction: WriteTransaction) throws
        -> [SiteChange.InList]
    {
        try lists.compactMap { list in
            let before = try transaction.reading.count(list)
            guard let rank = try transaction.remove(postID: postID, from: list) else { return nil }
            return try change(
                list, rank: rank, from: before, to: before - 1, transaction.reading)
        }
    }

    private func change(
        _ list: ListName, rank: Int, from before: Int, to after: Int, _ database: ReadTransaction
    ) throws -> SiteChange.InList {
        var change = SiteChange.InList(
            kind: list.kind.rawValue, key: list.key, rank: rank, countBefore: before,
            countAfter: after)
        if list.kind == .month, change.isBornOrGone {
            change.neighbours = try database.neighbours(of: list)
        }
        return change
    }

    /// Records the change of a post that keeps its place and looks different.
    func touch(_ postID: Int64, in lists: [ListName], _ database: ReadTransaction) throws
        -> [SiteChange.InList]
    {
        try lists.compactMap { list in
            let count = try database.count(list)
            return try database.rank(of: postID, in: list).map {
                SiteChange.InList(
                    kind: list.kind.rawValue, key: list.key, rank: $0, countBefore: count,
                    countAfter: count)
            }
        }
    }

    /// Returns the GUIDs of the author's posts before and after this one, whose pages link to it.
    func neighbours(_ postID: Int64, authorID: Int64, _ database: ReadTransaction) throws
        -> [String]
    {
        let list = ListName.person(authorID)
        guard let rank = try database.rank(of: postID, in: list) else { return [] }
        return try [rank - 1, rank + 1].compactMap { try database.guid(list, rank: $0) }
    }
}
