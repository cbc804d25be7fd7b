public import Diaspora
public import Foundation
internal import GRDB

/// A status message or a reshare of one.
public struct Post: Sendable, Equatable {
    public enum Kind: String, Sendable { case statusMessage = "status_message", reshare }

    public let id: Int64
    public let guid: GUID
    public let authorID: Int64
    public let text: String
    public let isPublic: Bool
    public let createdAt: Date
    public let editedAt: Date?
    /// Counts the edits, from 1.
    public let version: Int
    public let kind: Kind
    /// The post that a reshare shows, if its author has not deleted it.
    public let rootGUID: GUID?
    public let rootAuthor: DiasporaID?

    static let columns = """
        id, guid, authorID, text, isPublic, createdAt, editedAt, version, kind, rootGUID, rootAuthor
        """

    static let qualifiedColumns =
        columns.split(separator: ", ").map { "post." + $0 }.joined(separator: ", ")

    /// Reads the columns by their places: names are looked for again in each row.
    init(_ row: Row) throws {
        let guid: String = try row.value(1)
        guard let guid = GUID(guid), let kind = Kind(rawValue: try row.value(8)) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "post \(guid)")
        }
        self.kind = kind
        rootGUID = (try row.value(9) as String?).flatMap { GUID($0) }
        rootAuthor = (try row.value(10) as String?).flatMap { DiasporaID($0) }
        id = try row.value(0)
        self.guid = guid
        authorID = try row.value(2)
        text = try row.value(3)
        isPublic = try row.value(4)
        createdAt = Date(seconds: try row.value(5))
        editedAt = (try row.value(6) as Int64?).map(Date.init(seconds:))
        version = try row.value(7)
    }
}

extension ReadTransaction {
    public func post(_ guid: GUID) throws -> Post? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Post.columns) FROM post WHERE guid = ?"),
            arguments: [guid.string]
        ).map(Post.init)
    }

    public func post(id: Int64) throws -> Post? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(Post.columns) FROM post WHERE id = ? AND deletedGUID IS NULL"),
            arguments: [id]
        ).map(Post.init)
    }

    public func hasReshared(_ guid: GUID, authorID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM post WHERE authorID = ? AND rootGUID = ?)"),
            arguments: [authorID, guid.string]) ?? false
    }

    /// Returns whether everybody can read the post on this pod.
    public func isPublicPost(_ guid: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM publicPost WHERE guid = ?)"),
            arguments: [guid]) ?? false
    }
}
