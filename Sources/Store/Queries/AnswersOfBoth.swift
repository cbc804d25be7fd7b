internal import GRDB

/// The posts and comments that two people answered both: once they are one, one of the two answers goes.
public struct AnswersOfBoth: Sendable, Equatable {
    /// Posts that both like, or in whose polls both voted.
    public let postIDs: [Int64]
    /// The first comment that both like of each post: of later ones both may like any number.
    public let firstCommentIDs: [Int64]
}

extension ReadTransaction {
    public func answers(ofBoth one: Int64, _ other: Int64) throws -> AnswersOfBoth {
        let likings = """
            liking AS one JOIN liking AS other ON other.authorID = ?2 AND other.postID = one.postID
                AND COALESCE(other.commentID, 0) = COALESCE(one.commentID, 0)
            WHERE one.authorID = ?1
            """
        return AnswersOfBoth(
            postIDs: try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT one.postID FROM \(likings) AND one.commentID IS NULL
                        UNION
                        SELECT poll.postID FROM vote AS one
                        JOIN vote AS other ON other.authorID = ?2 AND other.pollID = one.pollID
                        JOIN poll ON poll.id = one.pollID WHERE one.authorID = ?1
                        """),
                arguments: [one, other]),
            firstCommentIDs: try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT MIN(one.commentID) FROM \(likings) AND one.commentID IS NOT NULL
                        GROUP BY one.postID
                        """),
                arguments: [one, other]))
    }

    /// Lists the GUIDs of a post's comments that both people like and whose texts have more than
    /// `bytes` bytes.
    public func longComments(
        likedByBoth one: Int64, _ other: Int64, postID: Int64, over bytes: Int
    ) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT comment.guid FROM liking AS one
                    JOIN liking AS other ON other.authorID = ?2 AND other.postID = one.postID
                        AND COALESCE(other.commentID, 0) = COALESCE(one.commentID, 0)
                    JOIN comment ON comment.id = one.commentID
                    WHERE one.authorID = ?1 AND one.postID = ?3
                        AND length(CAST(comment.text AS BLOB)) > ?4
                    """),
            arguments: [one, other, postID, bytes])
    }
}
