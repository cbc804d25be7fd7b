internal import Foundation
internal import GRDB

extension ReadTransaction {
    /// Returns the signed document of a comment, if it was requested before.
    public func commentEnvelope(commentID: Int64) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(sql: "SELECT body FROM commentEnvelope WHERE commentID = ?"),
            arguments: [commentID]
        ).map { [UInt8]($0) }
    }
}

extension WriteTransaction {
    /// Keeps a comment's document, unless the comment was deleted meanwhile.
    public func setCommentEnvelope(_ envelope: [UInt8], commentID: Int64) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO commentEnvelope (commentID, body)
                SELECT id, ? FROM comment WHERE id = ?
                """,
            arguments: [Data(envelope), commentID])
    }
}
