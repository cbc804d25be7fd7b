public import Diaspora
internal import GRDB

/// The owner of a GUID on this pod.
public struct GUIDOwner: Sendable, Equatable {
    /// The entity's name, such as `status_message`.
    public let entityName: String
    public let authorID: Int64
}

extension ReadTransaction {
    /// Looks for what has a GUID within a kind of things.
    public func owner(of guid: GUID, _ kind: GUIDKind) throws -> GUIDOwner? {
        guard let sql = Self.ownerSQL[kind] else { return nil }
        return try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: ["guid": guid.string]
        ).map { try GUIDOwner(entityName: $0.value("name"), authorID: $0.value("authorID")) }
    }

    private static let ownerSQL: [GUIDKind: String] = [
        .post: "SELECT kind AS name, authorID FROM post WHERE guid = :guid",
        .comment: """
        SELECT 'comment' AS name, authorID FROM comment
        WHERE guid = :guid AND \(Post.stands("comment.postID"))
        """,
        .like: """
        SELECT 'like' AS name, authorID FROM liking
        WHERE guid = :guid AND \(Post.stands("liking.postID"))
        """,
        .vote: """
        SELECT 'poll_participation' AS name, authorID FROM vote JOIN poll ON poll.id = vote.pollID
        WHERE vote.guid = :guid AND \(Post.stands("poll.postID"))
        """,
        .photo: """
        SELECT 'photo' AS name, authorID FROM remotePhoto
        WHERE guid = :guid AND \(Post.stands("remotePhoto.postID"))
        UNION ALL SELECT 'photo', authorID FROM photo WHERE guid = :guid LIMIT 1
        """,
        .participation:
            "SELECT 'participation' AS name, authorID FROM participation WHERE guid = :guid",
        .conversation:
            "SELECT 'conversation' AS name, authorID FROM conversation WHERE guid = :guid",
        .message: "SELECT 'message' AS name, authorID FROM message WHERE guid = :guid",
    ]
}
