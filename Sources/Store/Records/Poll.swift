public import Diaspora
internal import GRDB

/// A question of a post with two answers or more.
public struct Poll: Sendable, Equatable {
    public struct Answer: Sendable, Equatable {
        public let guid: GUID
        public let text: String

        public init(guid: GUID, text: String) {
            self.guid = guid
            self.text = text
        }
    }

    public let guid: GUID
    public let question: String
    public let answers: [Answer]

    public init(guid: GUID, question: String, answers: [Answer]) {
        self.guid = guid
        self.question = question
        self.answers = answers
    }
}

extension WriteTransaction {
    public func insertPoll(_ poll: Poll, postID: Int64) throws {
        try database.run(
            sql: "INSERT INTO poll (guid, postID, question) VALUES (?, ?, ?)",
            arguments: [poll.guid.string, postID, poll.question])
        let pollID = database.lastInsertedRowID
        for (position, answer) in poll.answers.enumerated() {
            try database.run(
                sql: "INSERT INTO pollAnswer (guid, pollID, position, text) VALUES (?, ?, ?, ?)",
                arguments: [answer.guid.string, pollID, position, answer.text])
        }
    }
}
