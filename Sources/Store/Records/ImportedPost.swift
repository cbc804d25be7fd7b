public import Diaspora
internal import GRDB

/// The source of an imported post, by which a second import recognizes it.
public struct ImportedPost: Sendable, Equatable {
    /// Below the imported folder.
    public let path: String
    public let title: String
    /// The digest of the source file and its pictures.
    public let digest: String
    public let guid: String

    public init(path: String, title: String, digest: String, guid: String) {
        self.path = path
        self.title = title
        self.digest = digest
        self.guid = guid
    }
}

extension ReadTransaction {
    public func importedPosts(userID: Int64) throws -> [ImportedPost] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT path, title, digest, guid FROM importedPost WHERE userID = ?"),
            arguments: [userID]
        ).map {
            try ImportedPost(
                path: $0.value("path"), title: $0.value("title"), digest: $0.value("digest"),
                guid: $0.value("guid"))
        }
    }
}

extension WriteTransaction {
    /// Records the post that an imported draft became, for the next import.
    public func setImportedPost(draft: GUID, became post: GUID) throws {
        try database.run(
            sql: "UPDATE importedPost SET guid = ? WHERE guid = ?",
            arguments: [post.string, draft.string])
    }

    public func setImportedPost(_ imported: ImportedPost, userID: Int64) throws {
        try database.run(
            sql: """
                INSERT OR REPLACE INTO importedPost (userID, path, title, digest, guid)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [userID, imported.path, imported.title, imported.digest, imported.guid])
    }
}
