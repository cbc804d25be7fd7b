internal import GRDB

extension PublicTransaction {
    /// How many posts a list holds.
    public func count(_ list: ListName) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT MAX(rank) FROM publicListing
                    WHERE listID = (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    """),
            arguments: [list.kind.rawValue, list.key]) ?? 0
    }

    /// The lists of a kind that hold anything, with their counts, by key.
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
            if let count: Int = row[1] { lists.append((row[0], count)) }
        }
        return lists
    }

    /// The rank of a post in a list.
    public func rank(of postID: Int64, in list: ListName) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT rank FROM publicListing WHERE postID = ?
                    AND listID = (SELECT id FROM publicList WHERE kind = ? AND key = ?)
                    """),
            arguments: [postID, list.kind.rawValue, list.key])
    }

    /// Old addresses of imported posts, each with the GUID it leads to.
    public func redirects() throws -> [(path: String, guid: String)] {
        let cursor = try database.rows(
            sql: """
                SELECT publicRedirect.path, publicPost.guid FROM publicRedirect
                JOIN publicPost ON publicPost.id = publicRedirect.postID
                ORDER BY publicRedirect.path
                """)
        var redirects: [(String, String)] = []
        while let row = try cursor.next() { redirects.append((row[0], row[1])) }
        return redirects
    }

    /// The GUID of the post that an old address leads to.
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
        while let row = try cursor.next() { statistics[row[0]] = row[1] }
        return statistics
    }
}
