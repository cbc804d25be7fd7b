public import Foundation
internal import GRDB

extension ReadTransaction {
    public func followedTagCount(userID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM tagFollowing WHERE userID = ?"),
            arguments: [userID]) ?? 0
    }
}

extension WriteTransaction {
    /// Notes that a user follows a tag, which need not be in any text yet.
    public func followTag(_ name: String, userID: Int64, at date: Date) throws {
        try database.run(sql: "INSERT OR IGNORE INTO tag (name) VALUES (?)", arguments: [name])
        try database.run(
            sql: """
                INSERT OR IGNORE INTO tagFollowing (userID, tagID, createdAt)
                SELECT ?, id, ? FROM tag WHERE name = ?
                """,
            arguments: [userID, date.seconds, name])
    }

    public func unfollowTag(_ name: String, userID: Int64) throws {
        try database.run(
            sql: """
                DELETE FROM tagFollowing
                WHERE userID = ? AND tagID = (SELECT id FROM tag WHERE name = ?)
                """,
            arguments: [userID, name])
        // A tag that was made to be followed leaves nothing.
        try database.run(
            sql: """
                DELETE FROM tag WHERE name = ?
                    AND NOT EXISTS (SELECT 1 FROM tagging WHERE tagging.tagID = tag.id)
                    AND NOT EXISTS (SELECT 1 FROM tagFollowing WHERE tagFollowing.tagID = tag.id)
                """,
            arguments: [name])
    }
}
