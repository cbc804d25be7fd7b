internal import Diaspora
internal import Store

/// The steps that all answers to posts have in common.
extension Facts {
    /// Enqueues an answer for those who have the post, or for its author's pod. The author of an
    /// answer to a post of this pod receives later answers, and the first answer to a post
    /// elsewhere requests participation.
    ///
    /// - Parameters:
    ///   - kind: The entity's name.
    ///   - mentioned: People whom a comment names.
    func tell(of answer: NewAnswer, kind: String, mentioned: [Int64] = []) throws {
        let (author, post) = (answer.author, answer.post)
        guard let root = try database.person(id: post.authorID), root.isHere || origin == .here
        else { return }
        if origin == .elsewhere, post.isPublic {
            try transaction.addSubscribers([author.id], reason: kind, postID: post.id, at: now)
        }
        try outbox.send(
            kind, guid: answer.guid, xml: answer.xml, by: author, to: post, mentioned: mentioned)
        if origin == .here { try takePart(in: post, author) }
    }

    /// Enqueues the retraction of an answer for those who received the answer.
    ///
    /// - Parameters:
    ///   - actor: Its author, or the author of the post.
    ///   - xml: The retraction as its author sent it from elsewhere.
    func tellRetraction(
        of guid: GUID, type: String, by actor: Person, on post: Post, xml: [UInt8]?
    ) throws {
        guard let root = try database.person(id: post.authorID), root.isHere || origin == .here
        else { return }
        try outbox.retract(
            guid, type: type, author: actor, isPublic: post.isPublic, orderKey: post.guid.string,
            to: root.isHere ? try database.audience(of: post) : [root.id], xml: xml,
            exceptPod: origin == .here ? nil : actor.diasporaID.authority,
            sender: root.isHere ? root : nil)
    }
}
