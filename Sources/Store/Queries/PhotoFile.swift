internal import GRDB

/// A file below `uploads/images/` that a photo needs.
public struct PhotoFile: Sendable, Equatable {
    public let name: String
    public let bytes: Int
}

extension ReadTransaction {
    /// Lists the files of all photos, of limited posts and drafts too.
    public func photoFiles() throws -> [PhotoFile] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT photoVersion.name || photo.fileName AS name, photoVersion.bytes AS bytes
                FROM photoVersion JOIN photo ON photo.id = photoVersion.photoID
                """
        ).map { try PhotoFile(name: $0.value("name"), bytes: $0.value("bytes")) }
    }
}
