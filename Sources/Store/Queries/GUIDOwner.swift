public import Diaspora
internal import GRDB

/// What a GUID is used for here.
public struct GUIDOwner: Sendable, Equatable {
    /// The entity's name, such as `status_message`.
    public let entityName: String
    public let authorID: Int64
}

extension ReadTransaction {
    public func owner(of guid: GUID) throws -> GUIDOwner? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT kind AS name, authorID FROM post WHERE guid = :guid
                    UNION ALL SELECT 'comment', authorID FROM comment WHERE guid = :guid
                    UNION ALL SELECT 'like', authorID FROM liking WHERE guid = :guid
                    UNION ALL SELECT 'poll_participation', authorID FROM vote WHERE guid = :guid
                    UNION ALL SELECT 'photo', authorID FROM remotePhoto WHERE guid = :guid
                    UNION ALL SELECT 'photo', authorID FROM photo WHERE guid = :guid
                    UNION ALL SELECT 'participation', authorID FROM participation WHERE guid = :guid
                    UNION ALL SELECT 'conversation', authorID FROM conversation WHERE guid = :guid
                    UNION ALL SELECT 'message', authorID FROM message WHERE guid = :guid
                    LIMIT 1
                    """),
            arguments: ["guid": guid.string]
        ).map { GUIDOwner(entityName: $0["name"], authorID: $0["authorID"]) }
    }
}
