internal import GRDB

extension PublicTransaction {
    /// Counts the posts of a list.
    public func count(_ list: ListName) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT MAX(rank) FROM publicListing
                    WHERE listID = (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    """),
            arguments: [list.kind.rawValue, list.key]) ?? 0
    }

    /// Lists the non-empty lists of a kind, with their counts, by key.
    public func lists(_ kind: ListName.Kind) throws -> [(key: String, count: Int)] {
        let cursor = try database.rows(
            sql: """
                SELECT key,
                    (SELECT MAX(rank) FROM publicListing WHERE listID = publicList.id) AS count
                FROM publicList WHERE kind = ? ORDER BY key
                """,
            arguments: [kind.rawValue])
        var lists: [(String, Int)] = []
        while let row = try cursor.next() {
            if let count: Int = try row.value(1) { try lists.append((row.value(0), count)) }
        }
        return lists
    }

    /// Returns the rank of a post in a list.
    public func rank(of postID: Int64, in list: ListName) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT rank FROM publicListing WHERE postID = ?
                    AND listID = (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    """),
            arguments: [postID, list.kind.rawValue, list.key])
    }

    /// Lists the old addresses of imported posts, each with the GUID that it redirects to.
    public func redirects() throws -> [(path: String, guid: String)] {
        let cursor = try database.rows(
            sql: """
                SELECT publicRedirect.path, publicPost.guid FROM publicRedirect
                JOIN publicPost ON publicPost.id = publicRedirect.postID
                ORDER BY publicRedirect.path
                """)
        var redirects: [(String, String)] = []
        while let row = try cursor.next() { try redirects.append((row.value(0), row.value(1))) }
        return redirects
    }

    /// Returns the GUID of the post that an old address redirects to.
    public func redirect(path: String) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT publicPost.guid FROM publicRedirect
                    JOIN publicPost ON publicPost.id = publicRedirect.postID
                    WHERE publicRedirect.path = ?
                    """),
            arguments: [path])
    }

    /// Counts that a daily job keeps: nothing in the tree depends on the clock of a build.
    public func statistics() throws -> [String: Int] {
        let cursor = try database.rows(sql: "SELECT name, value FROM publicStatistic")
        var statistics: [String: Int] = [:]
        while let row = try cursor.next() { try statistics[row.value(0)] = row.value(1) }
        return statistics
    }

    /// Returns the keys of the non-empty lists of the same kind directly before and after this one.
    public func neighbours(of list: ListName) throws -> (before: String?, after: String?) {
        let filled = "EXISTS (SELECT 1 FROM publicListing WHERE listID = publicList.id)"
        let before = try database.cachedStatement(
            sql: "SELECT MAX(key) FROM publicList WHERE kind = ? AND key < ? AND \(filled)")
        let after = try database.cachedStatement(
            sql: "SELECT MIN(key) FROM publicList WHERE kind = ? AND key > ? AND \(filled)")
        let arguments: StatementArguments = [list.kind.rawValue, list.key]
        return (
            try String.fetchOne(before, arguments: arguments),
            try String.fetchOne(after, arguments: arguments)
        )
    }

    /// Lists the GUIDs of a whole list, oldest first.
    public func guids(_ list: ListName) throws -> [String] {
        try database.rows(
            sql: """
                SELECT publicPost.guid
                FROM publicListing JOIN publicPost ON publicPost.id = publicListing.postID
                WHERE publicListing.listID = (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                ORDER BY publicListing.rank
                """,
            arguments: [list.kind.rawValue, list.key]
        ).all { try $0.value(0) }
    }
}
