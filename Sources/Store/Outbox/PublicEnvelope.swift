public import Diaspora
internal import Foundation
internal import GRDB

/// A public post whose present version is not signed yet.
public struct UnsignedPost: Sendable, Equatable {
    public let postID: Int64
    public let version: Int
}

extension ReadTransaction {
    public func unsignedPosts(limit: Int) throws -> [UnsignedPost] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT postID, version FROM publicEnvelope WHERE body IS NULL
                    ORDER BY postID DESC LIMIT ?
                    """),
            arguments: [limit]
        ).map { UnsignedPost(postID: $0["postID"], version: $0["version"]) }
    }

    /// The signed document of a public post of this pod.
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
                WHERE postID = ? AND version = ? AND body IS NULL
                """,
            arguments: [body, post.postID, post.version])
        guard database.changesCount > 0 else { return nil }
        try database.run(
            sql: """
                UPDATE payload SET envelope = ?
                WHERE postID = ? AND version = ? AND envelope IS NULL AND length(body) = 0
                """,
            arguments: [body, post.postID, post.version])
        return try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT MAX(eventID) FROM payload WHERE postID = ? AND version = ?"),
            arguments: [post.postID, post.version]) ?? 0
    }
}
