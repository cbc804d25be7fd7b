internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

extension Reception {
    func apply(
        _ comment: Entities.Comment, by author: Person, _ message: AuthorizedMessage
    ) throws -> DroppedMessages.Reason? {
        guard !message.isKnown, let post = try database.post(comment.parentGUID) else { return nil }
        try checkReader(of: post)
        guard try isHeard(author, on: post, guid: comment.guid, type: "Comment") else {
            return .ignored
        }
        let isNew = try facts.addComment(
            NewAnswer(guid: comment.guid, author: author, post: post, xml: message.payload),
            text: comment.text, createdAt: comment.createdAt ?? now,
            mentioning: try mentioned(comment.text))
        if isNew { try ask(forLinksIn: comment.text, by: author) }
        return nil
    }

    func apply(
        _ like: Entities.Like, by author: Person, _ message: AuthorizedMessage
    ) throws -> DroppedMessages.Reason? {
        guard !message.isKnown else { return nil }
        let comment =
            like.parentType == .comment ? try database.comment(like.parentGUID) : nil
        let post =
            try comment.map { try database.post(id: $0.postID) }
            ?? database.post(like.parentGUID)
        guard let post else { return nil }
        try checkReader(of: post)
        guard try isHeard(author, on: post, guid: like.guid, type: "Like") else { return .ignored }
        _ = try facts.addLike(
            NewAnswer(guid: like.guid, author: author, post: post, xml: message.payload),
            of: comment, isPositive: like.isPositive)
        return nil
    }

    func apply(
        _ vote: Entities.PollParticipation, by author: Person, _ message: AuthorizedMessage
    ) throws -> DroppedMessages.Reason? {
        guard !message.isKnown, let poll = try database.poll(vote.parentGUID),
            let post = try database.post(id: poll.postID)
        else { return nil }
        try checkReader(of: post)
        guard let answer = poll.answers.first(where: { $0.guid == vote.pollAnswerGUID }) else {
            throw ReceiveFailure.refused("the poll has no such answer")
        }
        guard try isHeard(author, on: post, guid: vote.guid, type: "PollParticipation") else {
            return .ignored
        }
        _ = try facts.addVote(
            NewAnswer(guid: vote.guid, author: author, post: post, xml: message.payload), in: poll,
            for: answer.id)
        return nil
    }

    /// Somebody's pod asks to be told what happens to a post of this pod.
    func apply(
        _ participation: Entities.Participation, by author: Person
    ) throws -> DroppedMessages.Reason? {
        guard let post = try database.post(participation.parentGUID), post.isPublic else {
            return .noConcern
        }
        try facts.addParticipation(guid: participation.guid, in: post, by: author)
        return nil
    }

    // MARK: - Rules

    /// An answer that came to one person is about a post that this person has.
    private func checkReader(of post: Post) throws {
        guard !post.isPublic, case .inbox(let recipientID?) = origin else { return }
        guard
            try post.authorID == recipientID
                || database.isRecipient(personID: recipientID, postID: post.id)
        else { throw ReceiveFailure.refused("the post is not for this person") }
    }

    /// Whether the author of a post here hears somebody: whoever they ignore is told so, and nothing is
    /// kept (protocol, 2.14). Answers to a limited post come from those who have it.
    private func isHeard(
        _ author: Person, on post: Post, guid: GUID, type: String
    ) throws -> Bool {
        guard let user = try database.user(personID: post.authorID),
            let root = try database.person(id: post.authorID)
        else { return true }
        if try database.isBlocked(personID: author.id, byUserID: user.id) {
            try outbox.retract(
                guid, type: type, author: root, isPublic: false, orderKey: post.guid.string,
                to: [author.id])
            try transaction.insertTombstone(
                guid, type: type == "PollParticipation" ? "poll_participation" : type.lowercased(),
                authorID: author.id, wasPublic: post.isPublic, at: now)
            return false
        }
        guard
            try post.isPublic || author.id == post.authorID
                || database.isRecipient(personID: author.id, postID: post.id)
        else { throw ReceiveFailure.refused("\(author.diasporaID) did not get the post") }
        return true
    }
}
