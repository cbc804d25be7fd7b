public import Diaspora
public import Foundation
internal import GRDB

/// A picture that stands on its author's pod.
public struct RemotePhoto: Sendable, Equatable {
    public let guid: GUID
    public let authorID: Int64
    /// The post it belongs to, which may be unknown here yet.
    public let postGUID: GUID?
    public let position: Int
    public let isPublic: Bool
    /// URL of its folder, ending in `/`.
    public let path: String
    /// File name in that folder.
    public let name: String
    public let alt: String
    public let width: Int?
    public let height: Int?
    public let createdAt: Date

    public init(
        guid: GUID, authorID: Int64, postGUID: GUID?, position: Int, isPublic: Bool, path: String,
        name: String, alt: String, width: Int?, height: Int?, createdAt: Date
    ) {
        self.guid = guid
        self.authorID = authorID
        self.postGUID = postGUID
        self.position = position
        self.isPublic = isPublic
        self.path = path
        self.name = name
        self.alt = alt
        self.width = width
        self.height = height
        self.createdAt = createdAt
    }

    static let columns = """
        guid, authorID, postGUID, position, isPublic, path, name, alt, width, height, createdAt
        """

    init(_ row: Row) throws {
        let postGUID: String? = try row.value("postGUID")
        try self.init(
            guid: GUID(row: row), authorID: row.value("authorID"),
            postGUID: postGUID.flatMap { GUID($0) },
            position: row.value("position"), isPublic: row.value("isPublic"),
            path: row.value("path"),
            name: row.value("name"), alt: row.value("alt"), width: row.value("width"),
            height: row.value("height"),
            createdAt: Date(seconds: row.value("createdAt")))
    }
}

extension ReadTransaction {
    public func remotePhoto(_ guid: GUID) throws -> RemotePhoto? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(RemotePhoto.columns) FROM remotePhoto
                    WHERE guid = ? AND \(Post.stands("remotePhoto.postID"))
                    """),
            arguments: [guid.string]
        ).map(RemotePhoto.init)
    }
}

extension WriteTransaction {
    /// Inserts a picture, or takes over what its author changed: the one entity beside the profile that
    /// is updated (protocol, 2.15).
    public func setRemotePhoto(_ photo: RemotePhoto, postID: Int64?) throws {
        try database.run(
            sql: """
                INSERT INTO remotePhoto (guid, authorID, postID, postGUID, position, isPublic, path,
                    name, alt, width, height, createdAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (guid) DO UPDATE SET
                    postID = COALESCE(excluded.postID, postID),
                    postGUID = COALESCE(excluded.postGUID, postGUID),
                    position = MAX(position, excluded.position), path = excluded.path,
                    name = excluded.name, alt = excluded.alt, width = excluded.width,
                    height = excluded.height
                WHERE authorID = excluded.authorID
                """,
            arguments: [
                photo.guid.string, photo.authorID, postID, photo.postGUID?.string, photo.position,
                photo.isPublic, photo.path, photo.name, photo.alt, photo.width, photo.height,
                photo.createdAt.seconds,
            ])
    }

    /// Attaches to a post those of its pictures that arrived before it.
    public func takeRemotePhotos(ofPost guid: GUID, postID: Int64, authorID: Int64) throws {
        try database.run(
            sql: """
                UPDATE remotePhoto SET postID = ?
                WHERE authorID = ? AND postGUID = ? AND postID IS NULL
                """,
            arguments: [postID, authorID, guid.string])
    }

    public func deleteRemotePhoto(_ photo: RemotePhoto, at date: Date) throws {
        try insertTombstone(
            photo.guid, type: "photo", authorID: photo.authorID, wasPublic: photo.isPublic, at: date
        )
        try database.run(
            sql: "DELETE FROM remotePhoto WHERE guid = ?", arguments: [photo.guid.string])
    }

    /// Rewrites the folder of a person's pictures, who moved with them.
    public func moveRemotePhotos(authorID: Int64, to path: String) throws {
        try database.run(
            sql: "UPDATE remotePhoto SET path = ? WHERE authorID = ?", arguments: [path, authorID])
    }
}
