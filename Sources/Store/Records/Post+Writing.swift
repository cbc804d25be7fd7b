public import Diaspora
public import Foundation
internal import GRDB

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

    /// Inserts a reshare.
    ///
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

    /// Dates a post anew, and with it the rows by which streams find it.
    public func setCreatedAt(_ date: Date, postID: Int64) throws {
        try database.run(
            sql: "UPDATE post SET createdAt = ? WHERE id = ?", arguments: [date.seconds, postID])
        try database.run(
            sql: "UPDATE recipient SET createdAt = ? WHERE postID = ?",
            arguments: [date.seconds, postID])
        try database.run(
            sql: "UPDATE mention SET createdAt = ? WHERE postID = ?",
            arguments: [date.seconds, postID])
        try database.run(
            sql: "UPDATE tagging SET createdAt = ? WHERE postID = ?",
            arguments: [date.seconds, postID])
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
