internal import GRDB

extension ReadTransaction {
    /// Lists the people to whom a payload is addressed, on this pod and on others.
    public func people(of payload: UnplannedPayload) throws -> [Int64] {
        let (sql, arguments) = payload.audience.personIDs(isPublic: payload.isPublic)
        return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }
}

extension MessageAudience {
    /// SQL that yields a post's row unless it was deleted: then there is nobody to send anything of it to.
    private static let standing = "(SELECT id FROM post WHERE id = ? AND deletedGUID IS NULL)"

    /// Returns SQL that selects the people of the set, and its arguments.
    func personIDs(isPublic: Bool) -> (sql: String, arguments: StatementArguments) {
        let table = isPublic ? "subscriber" : "recipient"
        switch set {
        case .audience(let postID):
            return ("SELECT personID FROM \(table) WHERE postID = \(Self.standing)", [postID])
        case .relay(let postID, let userID):
            let condition =
                isPublic
                ? ""
                : """
                AND EXISTS (SELECT 1 FROM contact WHERE contact.userID = ?
                    AND contact.personID = \(table).personID AND contact.isReceiving = 1)
                """
            return (
                """
                SELECT personID FROM \(table) WHERE postID = \(Self.standing) AND NOT EXISTS (
                    SELECT 1 FROM block WHERE block.userID = ?
                        AND block.personID = \(table).personID) \(condition)
                """, isPublic ? [postID, userID] : [postID, userID, userID]
            )
        case .people(let ids):
            let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
            return ("SELECT value FROM json_each(?)", [list])
        }
    }
}
