public import Diaspora
internal import Escaping
public import Foundation
internal import GRDB

/// A public post that is not signed as it is now.
public struct UnsignedPost: Sendable, Equatable {
    public let postID: Int64
    public let version: Int
    /// Counts all that changed what is signed, such as its date, which makes no new version.
    public let revision: Int
}

extension ReadTransaction {
    /// Lists public posts that are not signed yet: first those that were never deferred, then the
    /// newest first.
    public func unsignedPosts(limit: Int, at date: Date) throws -> [UnsignedPost] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT postID, version, revision FROM publicEnvelope
                    WHERE body IS NULL AND signAfter <= ?
                    ORDER BY signAfter, postID DESC LIMIT ?
                    """),
            arguments: [date.seconds, limit]
        ).map {
            try UnsignedPost(
                postID: $0.value("postID"), version: $0.value("version"),
                revision: $0.value("revision"))
        }
    }

    /// Returns the signed document of a public post of this pod.
    public func publicDocument(_ guid: GUID) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(sql: "SELECT body FROM publicDocument WHERE guid = ?"),
            arguments: [guid.string]
        ).map { [UInt8]($0) }
    }
}

extension WriteTransaction {
    /// Stores a post's envelope, for `/fetch/post/GUID` and for those it is to be sent to.
    ///
    /// - Returns: The event that the document belongs to; nil if the post has changed since.
    public func setPublicEnvelope(_ envelope: [UInt8], of post: UnsignedPost) throws -> Int64? {
        let body = Data(envelope)
        try database.run(
            sql: """
                UPDATE publicEnvelope SET body = ?
                WHERE postID = ? AND revision = ? AND body IS NULL
                """,
            arguments: [body, post.postID, post.revision])
        guard database.changesCount > 0 else { return nil }
        let unsigned = "postID = ? AND version = ? AND envelope IS NULL AND length(body) = 0"
        try forgetObstacles(
            payloads: "SELECT id FROM payload WHERE \(unsigned)",
            arguments: [post.postID, post.version])
        try database.run(
            sql: "UPDATE payload SET envelope = ? WHERE \(unsigned)",
            arguments: [body, post.postID, post.version])
        return try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT MAX(eventID) FROM payload WHERE postID = ? AND version = ?"),
            arguments: [post.postID, post.version]) ?? 0
    }

    /// Postpones the signing of a post, so that it holds up nothing else.
    public func postponeSigning(of post: UnsignedPost, until date: Date, reason: String) throws {
        try database.run(
            sql: "UPDATE publicEnvelope SET signAfter = ? WHERE postID = ? AND revision = ?",
            arguments: [date.seconds, post.postID, post.revision])
        try database.run(
            sql: """
                UPDATE delivery SET reason = ?
                WHERE channel = 'federation' AND state = 'open' AND payloadID IN (
                    SELECT id FROM payload WHERE postID = ? AND version = ?)
                """,
            arguments: [EscapedText(reason).description, post.postID, post.version])
    }
}
