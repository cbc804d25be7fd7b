internal import GRDB

extension ReadTransaction {
    /// Whether something of this GUID was here and was deleted.
    public func isDeleted(guid: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM tombstone WHERE guid = ?)"),
            arguments: [guid]) ?? false
    }
}
