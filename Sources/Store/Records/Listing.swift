internal import GRDB

/// Ranks are dense and count from 1, the oldest post, in the order of (created_at, GUID): page N of a
/// list holds fixed ranks, so that a new post leaves all pages but the head alone.
extension WriteTransaction {
    /// Inserts a post into a list by its date.
    ///
    /// - Returns: Its rank. Ranks from there on moved up by one.
    @discardableResult
    public func insert(postID: Int64, into list: ListName) throws -> Int {
        let listID = try listID(list)
        let next = (try lastRank(listID) ?? 0) + 1
        let rank = try firstRank(listID, after: postID, within: 1..<next)
        if rank < next { try shift(listID, from: rank, by: 1) }
        try database.run(
            sql: "INSERT INTO listing (listID, rank, postID) VALUES (?, ?, ?)",
            arguments: [listID, rank, postID])
        return rank
    }

    /// Removes a post from a list.
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

    func listID(_ list: ListName) throws -> Int64 {
        let select = "SELECT id FROM list WHERE kind = ? AND key = ?"
        let arguments: StatementArguments = [list.kind.rawValue, list.key]
        let statement = try database.cachedStatement(sql: select)
        if let id = try Int64.fetchOne(statement, arguments: arguments) { return id }
        try database.run(
            sql: "INSERT INTO list (kind, key) VALUES (?, ?)", arguments: arguments)
        return database.lastInsertedRowID
    }

    func lastRank(_ listID: Int64) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT MAX(rank) FROM listing WHERE listID = ?"),
            arguments: [listID])
    }

    /// Bisects for the first rank whose post comes after this one: the list is in order.
    ///
    /// - Returns: The end of the ranks if no post of theirs does.
    func firstRank(_ listID: Int64, after postID: Int64, within ranks: Range<Int>) throws -> Int {
        guard let last = ranks.last, try isOrdered(postID, beforeRank: last, of: listID) else {
            return ranks.upperBound
        }
        var low = ranks.lowerBound
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

    /// Shifts ranks by a step, by way of negative ranks, as the primary key must hold after every
    /// single row.
    private func shift(_ listID: Int64, from rank: Int, by step: Int) throws {
        try database.run(
            sql: "UPDATE listing SET rank = -(rank + ?) WHERE listID = ? AND rank >= ?",
            arguments: [step, listID, rank])
        try restoreShifted(listID)
    }

    func restoreShifted(_ listID: Int64) throws {
        try database.run(
            sql: "UPDATE listing SET rank = -rank WHERE listID = ? AND rank < 0",
            arguments: [listID])
    }
}
