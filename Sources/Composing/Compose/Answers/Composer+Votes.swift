public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Adds a vote in a poll.
    ///
    /// - Parameters:
    ///   - postGUID: The post's GUID or the poll's.
    ///   - answer: The answer's GUID, its text, or its number from 1.
    public func vote(
        in postGUID: GUID, for answer: String, as author: Author, with keys: KeyRing
    ) throws -> GUID {
        let (poll, rootGUID) = try database.read { database in
            guard
                let poll = try database.poll(postGUID)
                    ?? database.post(postGUID).flatMap({ try database.poll(postID: $0.id) }),
                let post = try database.post(id: poll.postID),
                try isAnswerable(post, by: author, in: database)
            else { throw ComposeError.noPoll(postGUID.string) }
            return (poll, post.guid)
        }
        guard let chosen = poll.answer(answer) else {
            throw ComposeError.unknownAnswer(answer, known: poll.answers.map(\.text))
        }
        let guid = context.newGUID()
        let vote = Entities.PollParticipation(
            author: author.person.diasporaID, guid: guid, parentGUID: poll.guid,
            pollAnswerGUID: chosen.guid)
        let signature = try signature(of: vote, to: rootGUID, as: author, with: keys)
        try context.record { facts in
            let post = try heard(rootGUID, as: author, in: facts.database)
            var signed = vote
            signed.authorSignature = signature
            let answer = NewAnswer(
                guid: guid, author: author.person, post: post,
                xml: Entity.pollParticipation(signed).xml)
            guard try facts.addVote(answer, in: poll, for: chosen.id) else {
                throw ComposeError.votedAlready(postGUID.string)
            }
        }
        return guid
    }
}

extension StandingPoll {
    /// Returns the answer of a poll with that GUID, that text or that number, counted from 1.
    func answer(_ text: String) -> Answer? {
        if let answer = answers.first(where: { $0.guid.string == text || $0.text == text }) {
            return answer
        }
        let number = Int(text) ?? 0
        return answers.indices.contains(number - 1) ? answers[number - 1] : nil
    }
}
