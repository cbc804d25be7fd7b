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

extension ReadTransaction {
    /// Whether the pod itself asked to be told what happens to a post.
    public func isPodParticipating(postID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM podParticipation WHERE postID = ?)"),
            arguments: [postID]) ?? false
    }
}

extension WriteTransaction {
    /// Notes that a person follows a post, or counts one more answer of a person who does.
    ///
    /// - Returns: Whether it is new: there is one for a person and post.
    @discardableResult
    public func addParticipation(
        guid: GUID, postID: Int64, authorID: Int64, createdAt: Date
    ) throws -> Bool {
        try database.run(
            sql: """
                INSERT INTO participation (guid, postID, authorID, createdAt)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [guid.string, postID, authorID, createdAt.seconds])
        if database.changesCount > 0 { return true }
        try database.run(
            sql: """
                UPDATE participation SET answerCount = answerCount + 1
                WHERE postID = ? AND authorID = ?
                """,
            arguments: [postID, authorID])
        return false
    }

    /// Counts one answer less of a person who follows a post; with the last one the person follows it no longer.
    public func lowerParticipation(postID: Int64, authorID: Int64) throws {
        try database.run(
            sql: """
                UPDATE participation SET answerCount = MAX(answerCount - 1, 0)
                WHERE postID = ? AND authorID = ?
                """,
            arguments: [postID, authorID])
        try database.run(
            sql: """
                DELETE FROM participation
                WHERE postID = ? AND authorID = ? AND answerCount = 0 AND NOT isMuted
                """,
            arguments: [postID, authorID])
    }

    /// Tells a person of nothing more that happens to a post, whether they followed it or not.
    public func mute(guid: GUID, postID: Int64, personID: Int64, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO participation (guid, postID, authorID, createdAt, isMuted, answerCount)
                VALUES (?, ?, ?, ?, 1, 0)
                ON CONFLICT (postID, authorID) DO UPDATE SET isMuted = 1
                """,
            arguments: [guid.string, postID, personID, date.seconds])
    }

    /// Tells a person again of a post that they muted.
    public func unmute(personID: Int64, postID: Int64) throws {
        try database.run(
            sql: """
                UPDATE participation SET isMuted = 0, answerCount = MAX(answerCount, 1)
                WHERE postID = ? AND authorID = ?
                """,
            arguments: [postID, personID])
    }

    /// Notes that the pod itself asks to be told what happens to a post of another pod.
    public func addPodParticipation(guid: GUID, postID: Int64, createdAt: Date) throws {
        try database.run(
            sql: """
                INSERT INTO podParticipation (postID, guid, createdAt) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [postID, guid.string, createdAt.seconds])
    }
}
