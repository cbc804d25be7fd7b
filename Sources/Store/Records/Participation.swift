public import Diaspora
public import Foundation
internal import GRDB

extension ReadTransaction {
    /// Returns whether a person follows the activity on a post, by request or by having answered
    /// it.
    public func isParticipating(personID: Int64, postID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM participation
                        WHERE postID = ? AND authorID = ? AND (isAsked OR answerCount > 0))
                    """),
            arguments: [postID, personID]) ?? false
    }

    /// Returns whether the pod itself, in the name of a person, asked to be notified of activity on
    /// a post.
    public func isPodParticipating(as personID: Int64, postID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM podParticipation
                        WHERE postID = ? AND personID = ?)
                    """),
            arguments: [postID, personID]) ?? false
    }
}

extension WriteTransaction {
    /// Notes that a person asks to be told what happens to a post, and is told again if they had muted it.
    public func follow(guid: GUID, postID: Int64, personID: Int64, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO participation (guid, postID, authorID, createdAt, isAsked)
                VALUES (?, ?, ?, ?, 1)
                ON CONFLICT (postID, authorID) DO UPDATE SET isAsked = 1, isMuted = 0
                ON CONFLICT DO NOTHING
                """,
            arguments: [guid.string, postID, personID, date.seconds])
    }

    /// Counts one more answer of a person to a post, which they follow from the first one on.
    public func countAnswer(guid: GUID, postID: Int64, personID: Int64, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO participation (guid, postID, authorID, createdAt, answerCount,
                    answeredAt)
                VALUES (?1, ?2, ?3, ?4, 1, ?4)
                ON CONFLICT (postID, authorID) DO UPDATE
                    SET answerCount = answerCount + 1, answeredAt = excluded.answeredAt
                """,
            arguments: [guid.string, postID, personID, date.seconds])
    }

    /// Counts one answer less; with the last one a person who did not ask to follow the post does so no longer.
    public func uncountAnswer(postID: Int64, personID: Int64) throws {
        try database.run(
            sql: """
                UPDATE participation SET answerCount = MAX(answerCount - 1, 0)
                WHERE postID = ? AND authorID = ?
                """,
            arguments: [postID, personID])
        try database.run(
            sql: """
                DELETE FROM participation WHERE postID = ? AND authorID = ?
                    AND answerCount = 0 AND NOT isAsked AND NOT isMuted
                """,
            arguments: [postID, personID])
    }

    /// Ends the notifications of a person about a post, whether they followed it or not.
    public func mute(guid: GUID, postID: Int64, personID: Int64, at date: Date) throws {
        try database.run(
            sql: """
                INSERT INTO participation (guid, postID, authorID, createdAt, isMuted)
                VALUES (?, ?, ?, ?, 1)
                ON CONFLICT (postID, authorID) DO UPDATE SET isMuted = 1
                """,
            arguments: [guid.string, postID, personID, date.seconds])
    }

    /// Notes that the pod itself asks, in the name of a person, to be told what happens to a post of another pod.
    ///
    /// - Returns: Whether it is new: there is one for a post.
    public func addPodParticipation(
        guid: GUID, postID: Int64, personID: Int64, at date: Date
    ) throws -> Bool {
        try database.run(
            sql: """
                INSERT INTO podParticipation (postID, personID, guid, createdAt)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [postID, personID, guid.string, date.seconds])
        return database.changesCount > 0
    }

    /// Forgets what the pod asked in the name of a person: other pods tell that person nothing more.
    public func removePodParticipations(personID: Int64) throws {
        try database.run(
            sql: "DELETE FROM podParticipation WHERE personID = ?", arguments: [personID])
    }
}
