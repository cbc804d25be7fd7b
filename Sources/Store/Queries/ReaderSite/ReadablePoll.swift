internal import GRDB

/// A poll as a page for somebody who is signed in shows it.
public struct ReadablePoll: Sendable, Equatable {
    public struct Answer: Sendable, Equatable {
        public let guid: String
        public let text: String
        public let voteCount: Int
        /// Whether the reader voted for it.
        public let isChosen: Bool
    }

    public let question: String
    public let answers: [Answer]

    /// Whether the reader has voted, which everybody does once.
    public var hasVoted: Bool { answers.contains(where: \.isChosen) }
}

extension ReaderTransaction {
    func poll(postID: Int64) throws -> ReadablePoll? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT id, question FROM readablePoll WHERE postID = ?"),
            arguments: [postID])
        guard let row else { return nil }
        let pollID: Int64 = try row.value(0)
        let chosen = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT answerID FROM readableVote WHERE pollID = ?"),
            arguments: [pollID])
        let answers = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, text, voteCount FROM readablePollAnswer
                    WHERE pollID = ? ORDER BY position
                    """),
            arguments: [pollID])
        return ReadablePoll(
            question: try row.value(1),
            answers: try answers.map { row in
                let id: Int64 = try row.value(0)
                return try ReadablePoll.Answer(
                    guid: row.value(1), text: row.value(2), voteCount: row.value(3),
                    isChosen: id == chosen)
            })
    }
}
