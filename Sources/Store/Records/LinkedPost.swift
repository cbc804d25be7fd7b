public import Diaspora
public import Foundation
internal import GRDB

/// A post of another pod that a text links to and that is asked for once.
public struct LinkedPost: Sendable, Equatable {
    public let guid: GUID
    /// The author of the post, as the link states.
    public let author: DiasporaID

    public init(guid: GUID, author: DiasporaID) {
        self.guid = guid
        self.author = author
    }
}

extension WriteTransaction {
    /// Most posts that wait or are remembered; what comes beyond that is not asked for.
    public static let mostLinkedPosts = 1_000

    /// Asks for a post, unless it was asked for lately.
    public func insertLinkedPost(_ post: LinkedPost, at date: Date) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO linkedPost (guid, author, createdAt)
                SELECT ?, ?, ? WHERE (SELECT COUNT(*) FROM linkedPost) < ?
                """,
            arguments: [
                post.guid.string, post.author.description, date.seconds, Self.mostLinkedPosts,
            ])
    }

    /// Takes linked posts that wait, oldest first, for one worker alone. Whatever comes of it, they
    /// are not requested again before they are forgotten.
    public func takeLinkedPosts(
        limit: Int, at date: Date, forgettingBefore limitDate: Date
    ) throws -> [LinkedPost] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT guid, author FROM linkedPost WHERE askedAt IS NULL
                    ORDER BY createdAt, guid LIMIT ?
                    """),
            arguments: [limit])
        for row in rows {
            try database.run(
                sql: "UPDATE linkedPost SET askedAt = ? WHERE guid = ? AND author = ?",
                arguments: [
                    date.seconds, row.value("guid") as String, row.value("author") as String,
                ])
        }
        try database.run(
            sql: "DELETE FROM linkedPost WHERE askedAt < ?", arguments: [limitDate.seconds])
        return try rows.compactMap { row in
            guard let guid = try GUID(row.value("guid") as String),
                let author = try DiasporaID(row.value("author") as String)
            else { return nil }
            return LinkedPost(guid: guid, author: author)
        }
    }
}

extension ReadTransaction {
    /// Returns whether linked posts wait, or were requested so long ago that they may be forgotten.
    public func hasLinkedPosts(askedBefore date: Date) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM linkedPost WHERE askedAt IS NULL)
                        OR EXISTS (SELECT 1 FROM linkedPost WHERE askedAt < ?)
                    """),
            arguments: [date.seconds]) ?? false
    }
}
