public import Diaspora
public import Foundation
internal import GRDB

// A tombstone is what is left of something deleted: its author can never bring it back here. The same
// GUID by somebody else, or of another kind, is something else (attacks 13 and 66).

extension ReadTransaction {
    /// Returns whether something with this GUID and kind, by anybody, was deleted here.
    public func isDeleted(_ guid: GUID, _ kind: GUIDKind) throws -> Bool {
        let hasTombstone = try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM tombstone WHERE guid = ? AND type IN (?, ?))"),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last])
        return try hasTombstone == true || authorOfRemains(guid, kind) != nil
    }

    /// Returns whether a person deleted something of their own with this GUID and kind.
    ///
    /// Of some old tombstones nobody knows whose they are: they count as everybody's.
    public func isDeleted(_ guid: GUID, _ kind: GUIDKind, by authorID: Int64) throws -> Bool {
        let hasTombstone = try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone
                        WHERE guid = ? AND type IN (?, ?) AND authorID IN (?, 0))
                    """),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last, authorID])
        return try hasTombstone == true || authorOfRemains(guid, kind) == authorID
    }

    /// Returns whether something with this GUID and kind by a person of this pod was deleted.
    public func isDeletedHere(_ guid: GUID, _ kind: GUIDKind) throws -> Bool {
        let hasTombstone = try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone JOIN person ON person.id = tombstone.authorID
                        WHERE tombstone.guid = ? AND type IN (?, ?) AND person.kind <> 'remote')
                    """),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last])
        return try hasTombstone == true
            || authorOfRemains(guid, kind).flatMap { try person(id: $0) }?.isHere == true
    }

    /// Returns whether something with this GUID and kind, by somebody whom a person here added, was
    /// deleted.
    public func isDeletedByAdded(_ guid: GUID, _ kind: GUIDKind) throws -> Bool {
        let hasTombstone = try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tombstone
                        JOIN contact ON contact.personID = tombstone.authorID AND isReceiving = 1
                        WHERE guid = ? AND type IN (?, ?))
                    """),
            arguments: [guid.string, kind.entityNames[0], kind.entityNames.last])
        return try hasTombstone == true
            || authorOfRemains(guid, kind).map { try isAdded(personID: $0) } == true
    }

    /// Finds the author of an answer that still hangs on a deleted post: it has no tombstone yet, and
    /// counts as deleted.
    private func authorOfRemains(_ guid: GUID, _ kind: GUIDKind) throws -> Int64? {
        guard let sql = Self.remains[kind] else { return nil }
        return try Int64.fetchOne(
            database.cachedStatement(sql: "\(sql) AND post.deletedGUID IS NOT NULL"),
            arguments: [guid.string])
    }

    private static let remains: [GUIDKind: String] = [
        .comment: answer("comment"),
        .like: answer("liking"),
        .photo: answer("remotePhoto"),
        .vote: """
        SELECT vote.authorID FROM vote CROSS JOIN poll ON poll.id = vote.pollID
        CROSS JOIN post ON post.id = poll.postID WHERE vote.guid = ?
        """,
    ]

    private static func answer(_ table: String) -> String {
        """
        SELECT answer.authorID FROM \(table) AS answer
        CROSS JOIN post ON post.id = answer.postID WHERE answer.guid = ?
        """
    }

    /// Returns whether this pod had a page for a post with this GUID that was deleted. Limited
    /// posts and posts of other pods never had one.
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

    /// Returns whether an author, who may be unknown here, deleted something of their own with this
    /// GUID and kind.
    public func isDeleted(_ guid: GUID, _ kind: GUIDKind, by author: DiasporaID) throws -> Bool {
        guard let person = try person(author) else { return false }
        return try isDeleted(guid, kind, by: person.id)
    }
}

extension WriteTransaction {
    /// Inserts a tombstone.
    ///
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

    /// Notes that the poll of a post goes with it: whoever votes meanwhile speaks of something that was here.
    func insertTombstoneOfPoll(of post: Post, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, 'poll', ?, ?, ? FROM poll WHERE postID = ?
                """,
            arguments: [post.authorID, post.isPublic, date.seconds, post.id])
    }

    /// Notes that the likes of a comment go with it.
    func insertTombstonesOfLikes(ofCommentID id: Int64, isPublic: Bool, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, 'like', authorID, ?, ? FROM liking WHERE commentID = ?
                """,
            arguments: [isPublic, date.seconds, id])
    }
}
