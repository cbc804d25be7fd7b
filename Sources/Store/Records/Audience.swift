public import Foundation
internal import GRDB

extension ReadTransaction {
    public func aspectNames(postID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT aspect.name FROM postAspect JOIN aspect ON aspect.id = postAspect.aspectID
                    WHERE postAspect.postID = ? ORDER BY aspect.position
                    """),
            arguments: [postID])
    }

    /// Lists the recipients of a limited post.
    public func recipients(postID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT personID FROM recipient WHERE postID = ? ORDER BY personID"),
            arguments: [postID])
    }

    /// Lists the people who are notified of activity on a public post.
    public func subscribers(postID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT personID FROM subscriber WHERE postID = ? ORDER BY personID"),
            arguments: [postID])
    }

    /// Lists everybody who has a post of this pod, or was notified of it.
    public func audience(of post: Post) throws -> [Int64] {
        try post.isPublic ? subscribers(postID: post.id) : recipients(postID: post.id)
    }

    public func isRecipient(personID: Int64, postID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM recipient WHERE postID = ? AND personID = ?)"),
            arguments: [postID, personID]) ?? false
    }
}

extension WriteTransaction {
    public func addRecipients(_ personIDs: [Int64], postID: Int64, at date: Date) throws {
        for personID in personIDs {
            try database.run(
                sql: """
                    INSERT OR IGNORE INTO recipient (postID, personID, addedAt, createdAt)
                    SELECT id, ?, ?, createdAt FROM post WHERE id = ?
                    """,
                arguments: [personID, date.seconds, postID])
        }
    }

    /// Fixes the recipients of a limited post: everyone who is in these aspects now.
    public func setRecipients(aspectIDs: [Int64], postID: Int64, at date: Date) throws {
        for aspectID in aspectIDs {
            try database.run(
                sql: "INSERT INTO postAspect (postID, aspectID) VALUES (?, ?)",
                arguments: [postID, aspectID])
        }
        for personID in try reading.members(aspectIDs: aspectIDs) {
            try database.run(
                sql: """
                    INSERT INTO recipient (postID, personID, addedAt, createdAt)
                    SELECT id, ?, ?, createdAt FROM post WHERE id = ?
                    """,
                arguments: [personID, date.seconds, postID])
        }
    }

    public func addSubscribers(
        _ personIDs: [Int64], reason: String, postID: Int64, at date: Date
    ) throws {
        for personID in personIDs {
            try database.run(
                sql: """
                    INSERT OR IGNORE INTO subscriber (postID, personID, reason, addedAt)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [postID, personID, reason, date.seconds])
        }
    }
}
