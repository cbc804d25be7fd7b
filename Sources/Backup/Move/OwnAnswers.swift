internal import Composing
internal import Cryptography
internal import Diaspora
internal import Store

/// The answers of this pod's people, signed again with their current IDs.
struct OwnAnswers {
    let keys: KeyRing
    let transaction: WriteTransaction

    private var database: ReadTransaction { transaction.reading }

    func signAnew() throws {
        for kind in OwnAnswer.Kind.allCases {
            for answer in try database.ownAnswers(kind) {
                guard let author = try database.person(id: answer.authorID),
                    let xml = try xml(of: answer, by: author)
                else { continue }
                try transaction.setXML(xml, of: answer)
            }
        }
    }

    private func xml(of answer: OwnAnswer, by author: Person) throws -> [UInt8]? {
        switch answer.kind {
        case .comment:
            guard let comment = try database.comment(id: answer.row),
                let post = try database.post(id: comment.postID)
            else { return nil }
            let entity = Entities.Comment(
                author: author.diasporaID, guid: comment.guid, parentGUID: post.guid,
                text: comment.text, createdAt: comment.createdAt)
            return try Entity.comment(signed(entity, on: post, by: author)).xml
        case .liking:
            guard let liking = try database.liking(id: answer.row),
                let post = try database.post(id: liking.postID)
            else { return nil }
            let comment = try liking.commentID.flatMap { try database.comment(id: $0) }
            let entity = Entities.Like(
                author: author.diasporaID, guid: liking.guid,
                parentGUID: comment?.guid ?? post.guid,
                parentType: comment == nil ? .post : .comment)
            return try Entity.like(signed(entity, on: post, by: author)).xml
        case .vote:
            guard let vote = try database.vote(id: answer.row),
                let poll = try database.poll(id: vote.pollID),
                let post = try database.post(id: poll.postID),
                let chosen = poll.answers.first(where: { $0.id == vote.answerID })
            else { return nil }
            let entity = Entities.PollParticipation(
                author: author.diasporaID, guid: vote.guid, parentGUID: poll.guid,
                pollAnswerGUID: chosen.guid)
            return try Entity.pollParticipation(signed(entity, on: post, by: author)).xml
        }
    }

    /// Signs an answer, except one on the author's own post, which needs no signature.
    private func signed<Answer: Relayable>(
        _ answer: Answer, on post: Post, by author: Person
    ) throws -> Answer {
        guard post.authorID != author.id else { return answer }
        return try answer.signed(by: keys.privateKey(of: author, in: database))
    }
}
