internal import GRDB

extension WriteTransaction {
    /// Replaces the people a post mentions.
    public func setMentions(_ personIDs: [Int64], postID: Int64) throws {
        try database.run(sql: "DELETE FROM mention WHERE postID = ?", arguments: [postID])
        for personID in personIDs {
            try database.run(
                sql: "INSERT OR IGNORE INTO mention (postID, personID) VALUES (?, ?)",
                arguments: [postID, personID])
        }
    }
}
