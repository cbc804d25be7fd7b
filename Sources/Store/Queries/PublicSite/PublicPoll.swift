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

/// Where a post was written; coordinates in degrees.
public struct PublicLocation: Sendable, Equatable {
    public let address: String
    public let latitude: Double?
    public let longitude: Double?
}

extension PublicTransaction {
    func poll(postID: Int64) throws -> PublicPoll? {
        let polls = try database.rows(
            sql: "SELECT id, question FROM publicPoll WHERE postID = ?", arguments: [postID])
        guard let row = try polls.next()?.copy() else { return nil }
        let answers = try database.rows(
            sql: "SELECT text, voteCount FROM publicPollAnswer WHERE pollID = ? ORDER BY position",
            arguments: [row[0] as Int64])
        return PublicPoll(
            question: row[1],
            answers: try answers.all { PublicPoll.Answer(text: $0[0], voteCount: $0[1]) })
    }

    func location(postID: Int64) throws -> PublicLocation? {
        let locations = try database.rows(
            sql: "SELECT address, latitude, longitude FROM publicLocation WHERE postID = ?",
            arguments: [postID])
        return try locations.next().map {
            PublicLocation(address: $0[0], latitude: $0[1], longitude: $0[2])
        }
    }
}
