internal import Diaspora
internal import Escaping
internal import Foundation
internal import Store

extension Reception {
    /// Deletes what somebody takes back; who may was judged before (protocol, 2.17).
    func take(_ retraction: Entities.Retraction, _ message: AuthorizedMessage) throws {
        let guid = retraction.targetGUID
        switch retraction.targetType {
        case "Post", "StatusMessage", "Reshare":
            guard let post = try database.post(guid) else { return }
            try delete(post)
        case "Comment":
            guard let comment = try database.comment(guid),
                let post = try database.post(id: comment.postID)
            else { return }
            try composer.note(.removedComment(comment), to: post, isOwn: false, in: transaction)
            try transaction.deleteComment(comment, isPublic: post.isPublic, at: now)
            try pass(message, type: "Comment", of: comment.authorID, on: post)
        case "Like":
            guard let liking = try database.liking(guid),
                let post = try database.post(id: liking.postID)
            else { return }
            let comment = try liking.commentID.flatMap { try database.comment(id: $0) }
            try transaction.deleteLiking(liking, isPublic: post.isPublic, at: now)
            try pass(message, type: "Like", of: liking.authorID, on: post)
            try composer.note(
                comment.map { .likes(of: $0) } ?? .count, to: post, isOwn: false, in: transaction)
        case "PollParticipation":
            guard let vote = try database.vote(guid),
                let poll = try database.poll(id: vote.pollID),
                let post = try database.post(id: poll.postID)
            else { return }
            try transaction.deleteVote(vote, isPublic: post.isPublic, at: now)
            try pass(message, type: "PollParticipation", of: vote.authorID, on: post)
            try composer.note(.count, to: post, isOwn: false, in: transaction)
        case "Photo":
            guard let photo = try database.remotePhoto(guid) else { return }
            try transaction.deleteRemotePhoto(photo, at: now)
        default:
            // Participations, conversations and polls are never retracted by the reference.
            throw ReceiveFailure.refused("a \(foreign: retraction.targetType) is not taken back")
        }
    }

    /// Deletes a post of another pod, with all that was answered to it.
    func delete(_ post: Post) throws {
        guard try database.person(id: post.authorID)?.isHere == false else { return }
        let root = try post.rootGUID.flatMap { try database.post($0) }
        try transaction.deletePost(post, at: now, within: &removals.budget)
        try PostRevision(composer: composer).forgetRoot(post.guid, in: transaction)
        if let root { try composer.note(.count, to: root, isOwn: false, in: transaction) }
    }

    /// Tells the others who have the post, if it is of this pod.
    private func pass(
        _ message: AuthorizedMessage, type: String, of authorID: Int64, on post: Post
    ) throws {
        guard let root = try database.person(id: post.authorID), root.isHere,
            let author = try database.person(id: authorID),
            case .retraction(let retraction) = message.entity
        else { return }
        let audience = try database.audience(of: post)
        try outbox.retract(
            retraction.targetGUID, type: type, author: author, isPublic: post.isPublic,
            orderKey: post.guid.string, to: audience, xml: message.payload,
            exceptPod: author.diasporaID.authority, sender: root)
    }
}
