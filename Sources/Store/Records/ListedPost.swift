public import Diaspora
public import Foundation
internal import GRDB

/// A post and what its place in a list follows from.
public struct ListedPost: Sendable, Equatable {
    public var id: Int64
    public var createdAt: Date
    public var guid: GUID

    public init(id: Int64, createdAt: Date, guid: GUID) {
        self.id = id
        self.createdAt = createdAt
        self.guid = guid
    }
}

extension WriteTransaction {
    /// Inserts posts into a list by their dates; each post behind them moves up once, however many
    /// are inserted.
    public func insert(_ posts: [ListedPost], into list: ListName) throws {
        let posts = posts.sorted {
            ($0.createdAt.seconds, $0.guid) < ($1.createdAt.seconds, $1.guid)
        }
        let listID = try listID(list)
        let next = (try lastRank(listID) ?? 0) + 1
        // For each, the rank that the first post behind it has before any of them comes in.
        var places: [Int] = []
        for post in posts {
            places.append(
                try firstRank(listID, after: post.id, within: (places.last ?? 1)..<next))
        }
        try shift(listID, from: places, before: next)
        for (index, post) in posts.enumerated() {
            try database.run(
                sql: "INSERT INTO listing (listID, rank, postID) VALUES (?, ?, ?)",
                arguments: [listID, places[index] + index, post.id])
        }
    }

    /// Moves what stands behind the first place up by one, behind the second by two, and so on:
    /// through negative ranks, as the primary key must hold after every single row.
    private func shift(_ listID: Int64, from places: [Int], before end: Int) throws {
        guard let first = places.first, first < end else { return }
        for (index, place) in places.enumerated() {
            let next = index + 1 < places.count ? places[index + 1] : end
            guard place < next else { continue }
            try database.run(
                sql: """
                    UPDATE listing SET rank = -(rank + ?)
                    WHERE listID = ? AND rank >= ? AND rank < ?
                    """,
                arguments: [index + 1, listID, place, next])
        }
        try restoreShifted(listID)
    }
}
