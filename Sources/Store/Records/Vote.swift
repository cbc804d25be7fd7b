public import Diaspora
public import Foundation
internal import GRDB

/// A person's choice in a poll.
public struct Vote: Sendable, Equatable {
    public let id: Int64
    public let guid: GUID
    public let pollID: Int64
    public let answerID: Int64
    public let authorID: Int64
}

/// A poll with its row and its votes so far.
public struct StandingPoll: Sendable, Equatable {
    public struct Answer: Sendable, Equatable {
        public let id: Int64
        public let guid: GUID
        public let text: String
        public let voteCount: Int
    }

    public let id: Int64
    public let guid: GUID
    public let postID: Int64
    public let question: String
    public let answers: [Answer]
}

extension ReadTransaction {
    public func vote(_ guid: GUID) throws -> Vote? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT vote.id, pollID, answerID, authorID FROM vote
                    JOIN poll ON poll.id = vote.pollID
                    WHERE vote.guid = ? AND \(Post.stands("poll.postID"))
                    """),
            arguments: [guid.string]
        ).map {
            try Vote(
                id: $0.value("id"), guid: guid, pollID: $0.value("pollID"),
                answerID: $0.value("answerID"),
                authorID: $0.value("authorID"))
        }
    }

    public func vote(id: Int64) throws -> Vote? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT id, guid, pollID, answerID, authorID FROM vote WHERE id = ?"),
            arguments: [id]
        ).map {
            try Vote(
                id: $0.value("id"), guid: GUID(row: $0), pollID: $0.value("pollID"),
                answerID: $0.value("answerID"), authorID: $0.value("authorID"))
        }
    }

    public func poll(_ guid: GUID) throws -> StandingPoll? {
        try poll(
            Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT id, guid, postID, question FROM poll
                        WHERE guid = ? AND \(Post.stands("poll.postID"))
                        """),
                arguments: [guid.string]))
    }

    public func poll(postID: Int64) throws -> StandingPoll? {
        try poll(
            Row.fetchOne(
                database.cachedStatement(
                    sql: "SELECT id, guid, postID, question FROM poll WHERE postID = ?"),
                arguments: [postID]))
    }

    public func poll(id: Int64) throws -> StandingPoll? {
        try poll(
            Row.fetchOne(
                database.cachedStatement(
                    sql: "SELECT id, guid, postID, question FROM poll WHERE id = ?"),
                arguments: [id]))
    }

    private func poll(_ row: Row?) throws -> StandingPoll? {
        guard let row else { return nil }
        let id: Int64 = try row.value("id")
        let answers = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, guid, text, voteCount FROM pollAnswer WHERE pollID = ?
                    ORDER BY position
                    """),
            arguments: [id]
        ).map {
            try StandingPoll.Answer(
                id: $0.value("id"), guid: GUID(row: $0), text: $0.value("text"),
                voteCount: $0.value("voteCount"))
        }
        return try StandingPoll(
            id: id, guid: GUID(row: row), postID: row.value("postID"),
            question: row.value("question"),
            answers: answers)
    }
}

extension WriteTransaction {
    /// Inserts a vote.
    ///
    /// - Returns: Whether it was new: a person has one vote in a poll.
    public func insertVote(
        guid: GUID, pollID: Int64, answerID: Int64, authorID: Int64, createdAt: Date, xml: [UInt8]
    ) throws -> Bool {
        try database.run(
            sql: """
                INSERT INTO vote (guid, pollID, answerID, authorID, createdAt, xml)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [guid.string, pollID, answerID, authorID, createdAt.seconds, Data(xml)])
        return database.changesCount > 0
    }

    public func deleteVote(_ vote: Vote, isPublic: Bool, at date: Date) throws {
        try insertTombstone(
            vote.guid, type: "poll_participation", authorID: vote.authorID, wasPublic: isPublic,
            at: date)
        try database.run(sql: "DELETE FROM vote WHERE id = ?", arguments: [vote.id])
    }
}
