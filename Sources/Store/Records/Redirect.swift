internal import GRDB

extension ReadTransaction {
    /// Returns the GUID of the public post that an old address redirects to.
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

    public func redirects(postID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT path FROM redirect WHERE postID = ? ORDER BY path"),
            arguments: [postID])
    }
}

extension WriteTransaction {
    /// Inserts a redirect from an old address to a post.
    ///
    /// - Returns: Whether the address was free; one that already redirects elsewhere is left alone.
    public func insertRedirect(path: String, postID: Int64) throws -> Bool {
        try database.run(
            sql: "INSERT OR IGNORE INTO redirect (path, postID) VALUES (?, ?)",
            arguments: [path, postID])
        return database.changesCount > 0
    }
}
