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

    /// Newest first; everyone's with `nil`.
    public func posts(authorID: Int64?, limit: Int) throws -> [Post] {
        guard let authorID else { return try newestPosts(limit: limit) }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post WHERE authorID = ? AND deletedGUID IS NULL
                    ORDER BY createdAt DESC, guid DESC LIMIT ?
                    """),
            arguments: [authorID, limit]
        ).map(Post.init)
    }

    private func newestPosts(limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post WHERE deletedGUID IS NULL
                    ORDER BY createdAt DESC, guid DESC LIMIT ?
                    """),
            arguments: [limit]
        ).map(Post.init)
    }

    /// Reshares of a post by people of this pod: at most one of each, however many others there are.
    public func ownReshares(of guid: GUID) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.qualifiedColumns)
                    FROM person CROSS JOIN post ON post.authorID = person.id AND post.rootGUID = ?
                    WHERE person.kind = 'local' ORDER BY post.id
                    """),
            arguments: [guid.string]
        ).map(Post.init)
    }

    public func hasReshared(_ guid: GUID, authorID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM post WHERE authorID = ? AND rootGUID = ?)"),
            arguments: [authorID, guid.string]) ?? false
    }

    /// The people who reshared posts of a person.
    public func resharers(ofAuthorID authorID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT DISTINCT reshare.authorID FROM post
                    JOIN post AS reshare ON reshare.rootGUID = post.guid
                    WHERE post.authorID = ?
                    """),
            arguments: [authorID])
    }

    /// Whether everybody can read the post on this pod.
    public func isPublicPost(_ guid: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM publicPost WHERE guid = ?)"),
            arguments: [guid]) ?? false
    }

    /// Posts of people of this pod whose text has all of a GUID in it, as links to a post have.
    public func ownPosts(naming guid: GUID) throws -> [Post] {
        guard let pattern = FTS5Pattern(matchingPhrase: guid.string) else { return [] }
        let isOwn = "AND (SELECT kind FROM person WHERE id = post.authorID) = 'local'"
        return try posts("\(isOwn) ORDER BY post.id", matching: pattern).filter {
            $0.text.contains(guid.string)
        }
    }

    /// Posts after `id` in the order of their rows, for work over all of them.
    public func posts(after id: Int64, limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post WHERE id > ? AND deletedGUID IS NULL
                    ORDER BY id LIMIT ?
                    """),
            arguments: [id, limit]
        ).map(Post.init)
    }

    /// The owner's own search over everything they wrote, limited posts too; best first.
    ///
    /// - Parameter query: Words; each must occur. FTS5's own syntax is not interpreted.
    public func search(_ query: String, authorID: Int64, limit: Int) throws -> [Post] {
        guard let pattern = FTS5Pattern(matchingAllTokensIn: query) else { return [] }
        return try posts(
            "AND post.authorID = ? ORDER BY postSearch.rank LIMIT ?", matching: pattern,
            [authorID, limit])
    }

    /// - Parameter rest: What the statement ends with, after the condition of the full-text index.
    private func posts(
        _ rest: String, matching pattern: FTS5Pattern, _ arguments: StatementArguments = []
    ) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.qualifiedColumns)
                    FROM postSearch JOIN post ON post.id = postSearch.rowid
                    WHERE postSearch MATCH ? \(rest)
                    """),
            arguments: [pattern] + arguments
        ).map(Post.init)
    }
}

extension WriteTransaction {
    public func insertPost(
        guid: GUID, authorID: Int64, text: String, isPublic: Bool, isSilent: Bool, createdAt: Date
    ) throws -> Int64 {
        try insertPosts([
            NewPost(
                guid: guid, authorID: authorID, text: text, isPublic: isPublic,
                isSilent: isSilent, createdAt: createdAt)
        ])[0]
    }

    /// - Returns: The row; nil if the GUID is taken, or the author reshared the same post before.
    public func insertReshare(
        guid: GUID, authorID: Int64, root: (guid: GUID, author: DiasporaID)?, createdAt: Date
    ) throws -> Int64? {
        try database.run(
            sql: """
                INSERT INTO post (guid, authorID, kind, text, isPublic, createdAt, rootGUID, rootAuthor)
                VALUES (?, ?, 'reshare', '', 1, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [
                guid.string, authorID, createdAt.seconds, root?.guid.string,
                root?.author.description,
            ])
        return database.changesCount > 0 ? database.lastInsertedRowID : nil
    }

    /// Leaves a reshare of a deleted post without it (protocol, 2.16).
    public func forgetRoot(ofReshareID id: Int64) throws {
        try database.run(
            sql: "UPDATE post SET rootGUID = NULL, rootAuthor = NULL WHERE id = ?",
            arguments: [id])
    }

    /// Replaces a post's text and keeps the old one as a version.
    public func updatePost(id: Int64, text: String, editedAt: Date?, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO postVersion (postID, version, text, replacedAt)
                SELECT id, version, text, ? FROM post WHERE id = ?
                """,
            arguments: [date.seconds, id])
        try database.run(
            sql: """
                UPDATE post SET text = ?, editedAt = COALESCE(?, editedAt), version = version + 1
                WHERE id = ?
                """,
            arguments: [text, editedAt?.seconds, id])
    }

    public func setCreatedAt(_ date: Date, postID: Int64) throws {
        try database.run(
            sql: "UPDATE post SET createdAt = ? WHERE id = ?", arguments: [date.seconds, postID])
    }

    /// Makes a post another person's. What was signed of it holds no longer; only what is public and of this pod
    /// is signed anew, and only what is of this pod has HTML here.
    public func setAuthor(_ personID: Int64, postID: Int64) throws {
        try database.run(
            sql: "UPDATE post SET authorID = ? WHERE id = ?", arguments: [personID, postID])
        try database.run(
            sql: """
                UPDATE publicEnvelope SET revision = revision + 1, signAfter = 0, body = NULL
                WHERE postID = ?
                """,
            arguments: [postID])
        try database.run(
            sql: """
                DELETE FROM publicEnvelope WHERE postID = ? AND NOT EXISTS (
                    SELECT 1 FROM publicPost WHERE publicPost.id = publicEnvelope.postID)
                """,
            arguments: [postID])
        try database.run(
            sql: """
                DELETE FROM rendering WHERE postID = ?
                    AND (SELECT kind FROM person WHERE id = ?) = 'remote'
                """,
            arguments: [postID, personID])
    }
}
