internal import GRDB

/// A list of public posts with a page or a feed of its own.
public struct ListName: Sendable, Hashable {
    public enum Kind: String, Sendable { case home, person, tag, month }

    public let kind: Kind
    /// Empty for `home`, the person's row, the tag, or `YYYY-MM`.
    public let key: String

    public init(_ kind: Kind, _ key: String = "") {
        self.kind = kind
        self.key = key
    }

    public static let home = ListName(.home)
    public static func person(_ id: Int64) -> ListName { ListName(.person, String(id)) }
    public static func tag(_ name: String) -> ListName { ListName(.tag, name) }
    public static func month(_ yearMonth: String) -> ListName { ListName(.month, yearMonth) }
}

/// Ranks are dense and count from 1, the oldest post, in the order of (created_at, GUID): page N of a
/// list holds fixed ranks, so that a new post leaves all pages but the head alone.
extension WriteTransaction {
    /// Puts a post where its date belongs in a list.
    ///
    /// - Returns: Its rank. Ranks from there on moved up by one.
    @discardableResult
    public func insert(postID: Int64, into list: ListName) throws -> Int {
        let listID = try listID(list)
        let next = (try lastRank(listID) ?? 0) + 1
        let rank = try firstRank(listID, after: postID) ?? next
        if rank < next { try shift(listID, from: rank, by: 1) }
        try database.run(
            sql: "INSERT INTO listing (listID, rank, postID) VALUES (?, ?, ?)",
            arguments: [listID, rank, postID])
        return rank
    }

    /// Takes a post out of a list.
    ///
    /// - Returns: The rank it had; ranks above it moved down by one. `nil` if it was not there.
    @discardableResult
    public func remove(postID: Int64, from list: ListName) throws -> Int? {
        let listID = try listID(list)
        guard
            let rank = try Int.fetchOne(
                database.cachedStatement(
                    sql: "SELECT rank FROM listing WHERE postID = ? AND listID = ?"),
                arguments: [postID, listID])
        else { return nil }
        try database.run(
            sql: "DELETE FROM listing WHERE listID = ? AND rank = ?", arguments: [listID, rank])
        try shift(listID, from: rank + 1, by: -1)
        return rank
    }

    /// Empties every list of a kind, to be filled anew.
    public func removeLists(_ kind: ListName.Kind) throws {
        try database.run(
            sql: "DELETE FROM listing WHERE listID IN (SELECT id FROM list WHERE kind = ?)",
            arguments: [kind.rawValue])
    }

    private func listID(_ list: ListName) throws -> Int64 {
        let select = "SELECT id FROM list WHERE kind = ? AND key = ?"
        let arguments: StatementArguments = [list.kind.rawValue, list.key]
        let statement = try database.cachedStatement(sql: select)
        if let id = try Int64.fetchOne(statement, arguments: arguments) { return id }
        try database.run(
            sql: "INSERT INTO list (kind, key) VALUES (?, ?)", arguments: arguments)
        return database.lastInsertedRowID
    }

    private func lastRank(_ listID: Int64) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT MAX(rank) FROM listing WHERE listID = ?"),
            arguments: [listID])
    }

    /// Bisects for the first rank whose post comes after this one: the list is in order.
    private func firstRank(_ listID: Int64, after postID: Int64) throws -> Int? {
        guard let last = try lastRank(listID),
            try isOrdered(postID, beforeRank: last, of: listID)
        else { return nil }
        var low = 1
        var high = last
        while low < high {
            let middle = (low + high) / 2
            if try isOrdered(postID, beforeRank: middle, of: listID) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }

    private func isOrdered(_ postID: Int64, beforeRank rank: Int, of listID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT (mine.createdAt, mine.guid) < (other.createdAt, other.guid)
                    FROM post AS mine, post AS other
                    WHERE mine.id = ? AND other.id =
                        (SELECT postID FROM listing WHERE listID = ? AND rank = ?)
                    """),
            arguments: [postID, listID, rank]) ?? false
    }

    /// Through negative ranks, as the primary key must hold after every single row.
    private func shift(_ listID: Int64, from rank: Int, by step: Int) throws {
        try database.run(
            sql: "UPDATE listing SET rank = -(rank + ?) WHERE listID = ? AND rank >= ?",
            arguments: [step, listID, rank])
        try database.run(
            sql: "UPDATE listing SET rank = -rank WHERE listID = ? AND rank < 0",
            arguments: [listID])
    }
}

extension ReadTransaction {
    /// How many posts a list holds.
    public func count(_ list: ListName) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT MAX(rank) FROM listing
                    WHERE listID = (SELECT id FROM list WHERE kind = ? AND key = ?)
                    """),
            arguments: [list.kind.rawValue, list.key]) ?? 0
    }

    /// The rank of a post in a list.
    public func rank(of postID: Int64, in list: ListName) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT rank FROM listing WHERE postID = ?
                    AND listID = (SELECT id FROM list WHERE kind = ? AND key = ?)
                    """),
            arguments: [postID, list.kind.rawValue, list.key])
    }
}

extension ReadTransaction {
    /// The GUID of the post at a rank.
    public func guid(_ list: ListName, rank: Int) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT post.guid FROM listing JOIN post ON post.id = listing.postID
                    WHERE listing.listID = (SELECT id FROM list WHERE kind = ? AND key = ?)
                        AND listing.rank = ?
                    """),
            arguments: [list.kind.rawValue, list.key, rank])
    }
}
