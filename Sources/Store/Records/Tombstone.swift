public import Diaspora
public import Foundation
internal import GRDB

// A tombstone is what is left of something deleted: its author can never bring it back here. The same
// GUID by somebody else, or of another kind, is something else (attacks 13 and 66).

extension ReadTransaction {
    /// Whether something of this GUID and kind was here, by anybody, and was deleted.
    public func isDeleted(_ guid: GUID, _ kind: GUIDKind) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM tombstone WHERE guid = ? AND type IN (?, ?))"),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last]) ?? false
    }

    /// Whether a person's own thing of this GUID and kind was here and was deleted.
    ///
    /// Of some old tombstones nobody knows whose they are: they count as everybody's.
    public func isDeleted(_ guid: GUID, _ kind: GUIDKind, by authorID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone
                        WHERE guid = ? AND type IN (?, ?) AND authorID IN (?, 0))
                    """),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last, authorID])
            ?? false
    }

    /// Whether a thing of somebody of this pod had this GUID and kind and was deleted.
    public func isDeletedHere(_ guid: GUID, _ kind: GUIDKind) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone JOIN person ON person.id = tombstone.authorID
                        WHERE tombstone.guid = ? AND type IN (?, ?) AND person.kind <> 'remote')
                    """),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last]) ?? false
    }

    /// Whether a thing of somebody whom a person here added had this GUID and kind and was deleted.
    public func isDeletedByAdded(_ guid: GUID, _ kind: GUIDKind) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone
                        JOIN contact ON contact.personID = tombstone.authorID AND isReceiving = 1
                        WHERE guid = ? AND type IN (?, ?))
                    """),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last]) ?? false
    }

    /// Whether this pod showed everybody a post of this GUID, and it was deleted: neither a limited one
    /// nor one of another pod ever had a page here.
    ///
    /// Of some old tombstones nobody knows whose they are.
    public func wasShownHere(_ guid: GUID) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone
                        LEFT JOIN person ON person.id = tombstone.authorID
                        WHERE tombstone.guid = ? AND type IN ('status_message', 'reshare')
                            AND wasPublic = 1 AND (authorID = 0 OR person.kind <> 'remote'))
                    """),
            arguments: [guid.string]) ?? false
    }

    /// The same of a person who may be unknown here, and then has deleted nothing.
    public func isDeleted(_ guid: GUID, _ kind: GUIDKind, by author: DiasporaID) throws -> Bool {
        guard let person = try person(author) else { return false }
        return try isDeleted(guid, kind, by: person.id)
    }
}

extension WriteTransaction {
    /// - Parameter type: The entity's name, such as `status_message`.
    public func insertTombstone(
        _ guid: GUID, type: String, authorID: Int64, wasPublic: Bool, at date: Date
    ) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [guid.string, type, authorID, wasPublic, date.seconds])
    }

    /// What goes with a post: whoever votes, or takes an answer back, meanwhile speaks of something that
    /// was here.
    func insertTombstonesOfAnswers(to post: Post, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, 'comment', authorID, :isPublic, :date FROM comment WHERE postID = :post
                UNION ALL
                SELECT guid, 'like', authorID, :isPublic, :date FROM liking WHERE postID = :post
                UNION ALL
                SELECT guid, 'poll', :author, :isPublic, :date FROM poll WHERE postID = :post
                UNION ALL
                SELECT vote.guid, 'poll_participation', vote.authorID, :isPublic, :date
                FROM vote JOIN poll ON poll.id = vote.pollID WHERE poll.postID = :post
                """,
            arguments: [
                "post": post.id, "author": post.authorID, "isPublic": post.isPublic,
                "date": date.seconds,
            ])
    }

    /// The same of the likes that go with a comment.
    func insertTombstonesOfLikes(ofCommentID id: Int64, isPublic: Bool, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, 'like', authorID, ?, ? FROM liking WHERE commentID = ?
                """,
            arguments: [isPublic, date.seconds, id])
    }
}
