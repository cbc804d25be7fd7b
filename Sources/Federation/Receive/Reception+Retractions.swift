internal import Composing
internal import Diaspora
internal import Escaping
internal import Store

extension Reception {
    /// Deletes what somebody takes back; who may was judged before (protocol, 2.17).
    func apply(_ retraction: Entities.Retraction, _ message: AuthorizedMessage) throws {
        let guid = retraction.targetGUID
        switch retraction.targetType {
        case "Post", "StatusMessage", "Reshare":
            guard let post = try database.post(guid),
                try database.person(id: post.authorID)?.isHere == false
            else { return }
            try facts.delete(post)
        case "Comment":
            guard let comment = try database.comment(guid),
                let post = try database.post(id: comment.postID)
            else { return }
            try facts.removeComment(
                comment, from: post, by: try actor(message), xml: message.payload)
        case "Like":
            guard let liking = try database.liking(guid),
                let post = try database.post(id: liking.postID)
            else { return }
            try facts.removeLike(liking, from: post, by: try actor(message), xml: message.payload)
        case "PollParticipation":
            guard let vote = try database.vote(guid),
                let poll = try database.poll(id: vote.pollID),
                let post = try database.post(id: poll.postID)
            else { return }
            try facts.removeVote(vote, from: post, by: try actor(message), xml: message.payload)
        case "Photo":
            guard let photo = try database.remotePhoto(guid) else { return }
            try transaction.deleteRemotePhoto(photo, at: now)
        default:
            // Participations, conversations and polls are never retracted by the reference.
            throw ReceiveFailure.refused("a \(foreign: retraction.targetType) is not taken back")
        }
    }

    private func actor(_ message: AuthorizedMessage) throws -> Person {
        guard let person = try database.person(message.entity.author) else {
            throw ReceiveFailure.missing("\(message.entity.author) is not known here")
        }
        return person
    }
}
