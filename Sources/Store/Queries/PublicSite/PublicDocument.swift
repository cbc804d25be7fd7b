internal import Foundation
internal import GRDB

extension PublicTransaction {
    /// Returns the signed envelope of a post; `nil` while it is not signed.
    public func document(guid: String) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(sql: "SELECT body FROM publicDocument WHERE guid = ?"),
            arguments: [guid]
        ).map { [UInt8]($0) }
    }

    /// Lists the GUIDs of the signed posts.
    public func documentGUIDs() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT guid FROM publicDocument ORDER BY guid"))
    }
}
