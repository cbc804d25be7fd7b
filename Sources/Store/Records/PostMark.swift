public import Foundation
internal import GRDB

/// A mark that a user sets on a post for themselves.
public enum PostMark: String, Sendable {
    /// Lists leave the post out.
    case hidden = "hiddenPost"
    /// The post is in the list of what the user wants to find again.
    case saved = "savedPost"
}

extension WriteTransaction {
    /// The most marks of a kind that a user has; with one more the oldest goes.
    private static let markLimit = 10_000

    /// Sets a mark, or removes it; a mark that is set already keeps its time.
    public func set(
        _ mark: PostMark, to isSet: Bool, postID: Int64, userID: Int64, at date: Date
    ) throws {
        guard isSet else {
            return try database.run(
                sql: "DELETE FROM \(mark.rawValue) WHERE userID = ? AND postID = ?",
                arguments: [userID, postID])
        }
        try database.run(
            sql: """
                INSERT OR IGNORE INTO \(mark.rawValue) (userID, postID, createdAt)
                VALUES (?, ?, ?)
                """,
            arguments: [userID, postID, date.seconds])
        let count = try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(*) FROM \(mark.rawValue) WHERE userID = ?"),
            arguments: [userID])
        guard let count, count > Self.markLimit else { return }
        try database.run(
            sql: """
                DELETE FROM \(mark.rawValue) WHERE userID = ?1 AND postID = (
                    SELECT postID FROM \(mark.rawValue) WHERE userID = ?1
                    ORDER BY createdAt, postID LIMIT 1)
                """,
            arguments: [userID])
    }
}
