public import Diaspora
public import Foundation
internal import GRDB

extension ReadTransaction {
    /// Whether a person follows what happens to a post.
    public func isParticipating(personID: Int64, postID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM participation WHERE postID = ? AND authorID = ?)
                    """),
            arguments: [postID, personID]) ?? false
    }
}

extension WriteTransaction {
    /// - Returns: Whether it was new: one a person and post.
    @discardableResult
    public func insertParticipation(
        guid: GUID, postID: Int64, authorID: Int64, createdAt: Date
    ) throws -> Bool {
        try database.run(
            sql: """
                INSERT INTO participation (guid, postID, authorID, createdAt)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [guid.string, postID, authorID, createdAt.seconds])
        return database.changesCount > 0
    }

    /// Tells of nothing more, or again; the person stays a subscriber.
    public func setMuted(_ isMuted: Bool, personID: Int64, postID: Int64) throws {
        try database.run(
            sql: "UPDATE participation SET isMuted = ? WHERE postID = ? AND authorID = ?",
            arguments: [isMuted, postID, personID])
    }
}
