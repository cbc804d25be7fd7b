internal import GRDB

/// A poll with its result so far.
public struct PublicPoll: Sendable, Equatable {
    public struct Answer: Sendable, Equatable {
        public let text: String
        public let voteCount: Int
    }

    public let question: String
    public let answers: [Answer]
}

extension PublicTransaction {
    func poll(postID: Int64) throws -> PublicPoll? {
        let polls = try database.rows(
            sql: "SELECT id, question FROM publicPoll WHERE postID = ?", arguments: [postID])
        guard let row = try polls.next()?.copy() else { return nil }
        let answers = try database.rows(
            sql: "SELECT text, voteCount FROM publicPollAnswer WHERE pollID = ? ORDER BY position",
            arguments: [try row.value(0) as Int64])
        return try PublicPoll(
            question: row.value(1),
            answers: answers.all {
                try PublicPoll.Answer(text: $0.value(0), voteCount: $0.value(1))
            })
    }
}
