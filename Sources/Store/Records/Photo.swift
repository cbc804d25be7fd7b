public import Diaspora
public import Foundation
internal import GRDB

/// A picture of a post, a draft or a profile; its files are in `uploads/images/`.
public struct Photo: Sendable, Equatable {
    public let id: Int64
    public let guid: GUID
    public let postID: Int64?
    /// The random name that all its versions share, with extension.
    public let fileName: String
    public let width: Int
    public let height: Int
    public let alt: String
    public let isPublic: Bool
    /// Whether the text shows it itself, so that it is not among the pictures below.
    public let isInline: Bool

    static let columns = "id, guid, postID, fileName, width, height, alt, isPublic, isInline"

    init(_ row: Row) throws {
        let guid: String = try row.value("guid")
        guard let guid = GUID(guid) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "photo \(guid)")
        }
        id = try row.value("id")
        self.guid = guid
        postID = try row.value("postID")
        fileName = try row.value("fileName")
        width = try row.value("width")
        height = try row.value("height")
        alt = try row.value("alt")
        isPublic = try row.value("isPublic")
        isInline = try row.value("isInline")
    }
}

extension ReadTransaction {
    public func photos(postID: Int64) throws -> [Photo] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT \(Photo.columns) FROM photo WHERE postID = ? ORDER BY position, id"),
            arguments: [postID]
        ).map(Photo.init)
    }

    public func photos(draftID: Int64) throws -> [Photo] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT \(Photo.columns) FROM photo WHERE draftID = ? ORDER BY position, id"),
            arguments: [draftID]
        ).map(Photo.init)
    }

    public func photo(fileName: String) throws -> Photo? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Photo.columns) FROM photo WHERE fileName = ?"),
            arguments: [fileName]
        ).map(Photo.init)
    }

    public func photo(id: Int64) throws -> Photo? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Photo.columns) FROM photo WHERE id = ?"),
            arguments: [id]
        ).map(Photo.init)
    }

    public func versions(photoID: Int64) throws -> [PhotoVersionRecord] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT name, width, height, bytes FROM photoVersion
                    WHERE photoID = ? ORDER BY name
                    """),
            arguments: [photoID]
        ).map {
            try PhotoVersionRecord(
                name: $0.value("name"), width: $0.value("width"), height: $0.value("height"),
                bytes: $0.value("bytes"))
        }
    }
}

extension WriteTransaction {
    public func insertPhoto(
        guid: GUID, authorID: Int64, postID: Int64?, draftID: Int64?, position: Int,
        isInline: Bool, fileName: String, width: Int, height: Int, alt: String, isPublic: Bool,
        versions: [PhotoVersionRecord], createdAt: Date
    ) throws -> Int64 {
        try database.run(
            sql: """
                INSERT INTO photo (guid, authorID, postID, draftID, position, isInline, fileName,
                    width, height, alt, isPublic, createdAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                guid.string, authorID, postID, draftID, position, isInline, fileName, width, height,
                alt, isPublic, createdAt.seconds,
            ])
        let id = database.lastInsertedRowID
        for version in versions {
            try database.run(
                sql: """
                    INSERT INTO photoVersion (photoID, name, width, height, bytes)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [id, version.name, version.width, version.height, version.bytes])
        }
        return id
    }

    /// Moves a draft's photos to the post that it became.
    public func movePhotos(draftID: Int64, toPost postID: Int64, isPublic: Bool) throws {
        try database.run(
            sql: """
                UPDATE photo SET postID = ?, draftID = NULL, isPublic = ? WHERE draftID = ?
                """,
            arguments: [postID, isPublic, draftID])
    }

    /// Replaces a photo's description and its position among those of its post.
    public func updatePhoto(id: Int64, alt: String, position: Int) throws {
        try database.run(
            sql: "UPDATE photo SET alt = ?, position = ? WHERE id = ?",
            arguments: [alt, position, id])
    }

    public func deletePhoto(id: Int64) throws {
        try database.run(sql: "DELETE FROM photo WHERE id = ?", arguments: [id])
    }
}
