internal import GRDB

extension ReadTransaction {
    /// Counts the posts of a list.
    public func count(_ list: ListName) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT MAX(rank) FROM listing
                    WHERE listID = (SELECT id FROM list WHERE kind = ? AND key = ?)
                    """),
            arguments: [list.kind.rawValue, list.key]) ?? 0
    }

    /// Returns the rank of a post in a list.
    public func rank(of postID: Int64, in list: ListName) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT rank FROM listing WHERE postID = ?
                    AND listID = (SELECT id FROM list WHERE kind = ? AND key = ?)
                    """),
            arguments: [postID, list.kind.rawValue, list.key])
    }

    /// Lists the keys of the non-empty lists of the same kind next to this one.
    public func neighbours(of list: ListName) throws -> [String] {
        let filled = "EXISTS (SELECT 1 FROM listing WHERE listID = list.id)"
        let arguments: StatementArguments = [list.kind.rawValue, list.key]
        return try [
            "SELECT MAX(key) FROM list WHERE kind = ? AND key < ? AND \(filled)",
            "SELECT MIN(key) FROM list WHERE kind = ? AND key > ? AND \(filled)",
        ].compactMap {
            try String.fetchOne(database.cachedStatement(sql: $0), arguments: arguments)
        }
    }

    /// Returns the GUID of the post at a rank.
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
