internal import GRDB

extension ReadTransaction {
    /// Lists the addresses that will redirect to a draft's post, in their order.
    public func redirects(draftID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT path FROM draftRedirect WHERE draftID = ? ORDER BY path"),
            arguments: [draftID])
    }
}

extension WriteTransaction {
    /// Keeps the addresses that will lead to a draft's post, in place of those kept before.
    public func setRedirects(_ paths: [String], draftID: Int64) throws {
        try database.run(
            sql: "DELETE FROM draftRedirect WHERE draftID = ?", arguments: [draftID])
        for path in paths {
            try database.run(
                sql: "INSERT OR IGNORE INTO draftRedirect (draftID, path) VALUES (?, ?)",
                arguments: [draftID, path])
        }
    }

    /// Sets whether a draft's post is published silently, that is, without a message to anybody.
    public func setSilent(_ isSilent: Bool, draftID: Int64) throws {
        try database.run(
            sql: "UPDATE draft SET isSilent = ? WHERE id = ?", arguments: [isSilent, draftID])
    }
}
