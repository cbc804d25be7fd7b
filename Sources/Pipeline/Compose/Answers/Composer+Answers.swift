internal import Cryptography
public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Comments on a post.
    ///
    /// - Returns: The comment's GUID.
    public func comment(
        on postGUID: GUID, text: String, as author: Author, with keys: KeyRing
    ) throws -> GUID {
        let text = text.storable
        guard text.contains(where: { !$0.isWhitespace }) else { throw ComposeError.empty }
        let characters = text.unicodeScalars.count
        guard characters <= PostContent.maximumLimitedCharacters else {
            throw ComposeError.tooLong(
                characters: characters, limit: PostContent.maximumLimitedCharacters)
        }
        let guid = newGUID()
        let now = clock.now()
        let comment = Entities.Comment(
            author: author.person.diasporaID, guid: guid, parentGUID: postGUID, text: text,
            createdAt: now)
        let signature = try signature(of: comment, to: postGUID, as: author, with: keys)
        try write { transaction in
            let post = try heard(postGUID, as: author, in: transaction.reading)
            var signed = comment
            signed.authorSignature = signature
            let mentioned = try people(
                renderer.render(text, guid: guid.string).mentions, in: transaction.reading)
            let xml = Entity.comment(signed).xml
            _ = try transaction.insertComment(
                guid: guid, postID: post.id, authorID: author.person.id, text: text,
                createdAt: now, xml: xml, mentioning: mentioned)
            try outbox(transaction).send(
                "comment", guid: guid, xml: xml, by: author.person, to: post, mentioned: mentioned)
            try takePart(in: post, as: author, in: transaction)
            try note(.newComments(count: 1), to: post, isOwn: true, in: transaction)
        }
        return guid
    }

    /// Likes a post or a comment.
    ///
    /// - Returns: The like's GUID; nil if they like it already.
    public func like(_ target: GUID, as author: Author, with keys: KeyRing) throws -> GUID? {
        let guid = newGUID()
        let isComment = try database.read { try $0.comment(target) } != nil
        let like = Entities.Like(
            author: author.person.diasporaID, guid: guid, parentGUID: target,
            parentType: isComment ? .comment : .post)
        let rootGUID = try database.read { try root(of: target, in: $0) }
        let signature = try signature(of: like, to: rootGUID, as: author, with: keys)
        return try write { transaction in
            let post = try heard(rootGUID, as: author, in: transaction.reading)
            let comment = try transaction.reading.comment(target)
            var signed = like
            signed.authorSignature = signature
            let xml = Entity.like(signed).xml
            guard
                try transaction.insertLiking(
                    guid: guid, postID: post.id, commentID: comment?.id,
                    authorID: author.person.id, isPositive: true, createdAt: clock.now(), xml: xml)
            else { return nil }
            try outbox(transaction).send(
                "like", guid: guid, xml: xml, by: author.person, to: post)
            try takePart(in: post, as: author, in: transaction)
            try note(
                comment.map { .likes(of: $0) } ?? .count, to: post, isOwn: true, in: transaction)
            return guid
        }
    }

    /// Takes a like back.
    public func unlike(_ target: GUID, as author: Author) throws {
        try write { transaction in
            let rootGUID = try root(of: target, in: transaction.reading)
            let post = try answerable(rootGUID, as: author, in: transaction.reading)
            let comment = try transaction.reading.comment(target)
            guard
                let liking = try transaction.reading.liking(
                    postID: post.id, commentID: comment?.id, authorID: author.person.id)
            else { throw ComposeError.notLiked(target.string) }
            try transaction.deleteLiking(liking, isPublic: post.isPublic, at: clock.now())
            try retractAnswer(
                liking.guid, type: "Like", by: author.person, to: post, in: transaction)
            try note(
                comment.map { .likes(of: $0) } ?? .count, to: post, isOwn: true, in: transaction)
        }
    }

    /// Deletes a comment: its author may, and the author of the post.
    public func deleteComment(_ guid: GUID, as author: Author) throws {
        try write { transaction in
            guard let comment = try transaction.reading.comment(guid),
                let post = try transaction.reading.post(id: comment.postID),
                try isAnswerable(post, by: author, in: transaction.reading)
            else { throw ComposeError.unknownComment(guid.string) }
            guard
                [comment.authorID, post.authorID].contains(author.person.id)
            else { throw ComposeError.notTheAuthor(guid.string) }
            try note(.removedComment(comment), to: post, isOwn: true, in: transaction)
            try transaction.deleteComment(comment, isPublic: post.isPublic, at: clock.now())
            try retractAnswer(guid, type: "Comment", by: author.person, to: post, in: transaction)
        }
    }

    /// Votes in a poll.
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
        let guid = newGUID()
        let vote = Entities.PollParticipation(
            author: author.person.diasporaID, guid: guid, parentGUID: poll.guid,
            pollAnswerGUID: chosen.guid)
        let signature = try signature(of: vote, to: rootGUID, as: author, with: keys)
        try write { transaction in
            let post = try heard(rootGUID, as: author, in: transaction.reading)
            var signed = vote
            signed.authorSignature = signature
            let xml = Entity.pollParticipation(signed).xml
            guard
                try transaction.insertVote(
                    guid: guid, pollID: poll.id, answerID: chosen.id, authorID: author.person.id,
                    createdAt: clock.now(), xml: xml)
            else { throw ComposeError.votedAlready(postGUID.string) }
            try outbox(transaction).send(
                "poll_participation", guid: guid, xml: xml, by: author.person, to: post)
            try takePart(in: post, as: author, in: transaction)
            try note(.count, to: post, isOwn: true, in: transaction)
        }
        return guid
    }

    // MARK: - Shared by answers

    /// A post that a person may answer: their own, a public one, or one they got.
    func answerable(
        _ guid: GUID, as author: Author, in database: ReadTransaction
    ) throws -> Post {
        let post = try find(guid, as: nil, in: database)
        // Nobody learns what is there for others.
        guard try isAnswerable(post, by: author, in: database) else {
            throw ComposeError.unknownPost(guid.string)
        }
        return post
    }

    func isAnswerable(
        _ post: Post, by author: Author, in database: ReadTransaction
    ) throws -> Bool {
        try post.isPublic || post.authorID == author.person.id
            || database.isRecipient(personID: author.person.id, postID: post.id)
    }

    /// A post that a person may answer, and whose author here does not ignore them. Attack 25.
    private func heard(
        _ guid: GUID, as author: Author, in database: ReadTransaction
    ) throws -> Post {
        let post = try answerable(guid, as: author, in: database)
        try checkIsHeard(author, on: post, in: database)
        return post
    }

    func checkIsHeard(
        _ author: Author, on post: Post, in database: ReadTransaction
    ) throws {
        guard let user = try database.user(personID: post.authorID),
            try database.isBlocked(personID: author.person.id, byUserID: user.id)
        else { return }
        throw ComposeError.account(
            "\(user.username) takes no answers from \(author.user.username)")
    }

    /// The signature that the author of an answer gives; none on a post of their own.
    private func signature(
        of relayable: some Relayable, to post: GUID, as author: Author, with keys: KeyRing
    ) throws -> String? {
        let key: RSAPrivateKey? = try database.read { database in
            let post = try answerable(post, as: author, in: database)
            guard post.authorID != author.person.id else { return nil }
            return try keys.privateKey(of: author.person, in: database)
        }
        return try key.flatMap { try relayable.signed(by: $0).authorSignature }
    }

    /// The post that a comment belongs to, or the post itself.
    private func root(of guid: GUID, in database: ReadTransaction) throws -> GUID {
        if let comment = try database.comment(guid),
            let post = try database.post(id: comment.postID)
        {
            return post.guid
        }
        return try find(guid, as: nil, in: database).guid
    }

    private func retractAnswer(
        _ guid: GUID, type: String, by person: Person, to post: Post,
        in transaction: WriteTransaction
    ) throws {
        guard let root = try transaction.reading.person(id: post.authorID) else { return }
        let audience =
            root.isHere ? try transaction.reading.audience(of: post) : [root.id]
        try outbox(transaction).retract(
            guid, type: type, author: person, isPublic: post.isPublic,
            orderKey: post.guid.string, to: audience, sender: root.isHere ? root : nil)
    }

    /// The first answer to somebody's post asks their pod for what others answer.
    func takePart(in post: Post, as author: Author, in transaction: WriteTransaction) throws {
        guard let root = try transaction.reading.person(id: post.authorID), !root.isHere,
            try !transaction.reading.isParticipating(personID: author.person.id, postID: post.id)
        else { return }
        try participate(in: post, root: root, as: author, in: transaction)
    }

    func participate(
        in post: Post, root: Person, as author: Author, in transaction: WriteTransaction
    ) throws {
        let guid = newGUID()
        try transaction.insertParticipation(
            guid: guid, postID: post.id, authorID: author.person.id, createdAt: clock.now())
        guard !root.isHere else { return }
        try outbox(transaction).send(
            .participation(
                Entities.Participation(
                    author: author.person.diasporaID, guid: guid, parentGUID: post.guid)),
            from: author.person, to: [root.id], orderKey: post.guid.string)
    }
}

extension StandingPoll {
    /// The answer that somebody means by its GUID, its text or its number from 1.
    func answer(_ text: String) -> Answer? {
        if let answer = answers.first(where: { $0.guid.string == text || $0.text == text }) {
            return answer
        }
        let number = Int(text) ?? 0
        return answers.indices.contains(number - 1) ? answers[number - 1] : nil
    }
}
