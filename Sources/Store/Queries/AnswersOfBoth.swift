internal import GRDB

/// What two people answered both: once they are one, one of the two answers goes.
public struct AnswersOfBoth: Sendable, Equatable {
    /// Posts that both like, or in whose polls both voted.
    public let postIDs: [Int64]
    /// Comments that both like.
    public let commentIDs: [Int64]
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
            commentIDs: try Int64.fetchAll(
                database.cachedStatement(
                    sql: "SELECT one.commentID FROM \(likings) AND one.commentID IS NOT NULL"),
                arguments: [one, other]))
    }
}
