internal import Cryptography
internal import Diaspora
internal import Store

/// The steps that all answers to posts share.
extension Composer {
    /// Returns a post that a person may answer: their own, a public one, or one they received.
    ///
    /// - Throws: ``ComposeError/unknownPost(_:)`` for any other, so that nobody learns of posts for
    ///   others.
    func answerable(
        _ guid: GUID, as author: Author, in database: ReadTransaction
    ) throws -> Post {
        let post = try find(guid, in: database)
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

    /// Returns a post that a person may answer, and whose author here does not ignore them. Attack
    /// 25.
    func heard(
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
        throw ComposeError.takesNoAnswers(user.username, from: author.user.username)
    }

    /// Signs an answer with its author's key; returns `nil` for an answer to a post of their own,
    /// which needs no such signature.
    func signature(
        of relayable: some Relayable, to post: GUID, as author: Author, with keys: KeyRing
    ) throws -> String? {
        let key: RSAPrivateKey? = try database.read { database in
            let post = try answerable(post, as: author, in: database)
            guard post.authorID != author.person.id else { return nil }
            return try keys.privateKey(of: author.person, in: database)
        }
        return try key.flatMap { try relayable.signed(by: $0).authorSignature }
    }

    /// Returns the GUID of the post that a comment belongs to, or that of the post itself.
    func root(of guid: GUID, in database: ReadTransaction) throws -> GUID {
        if let comment = try database.comment(guid),
            let post = try database.post(id: comment.postID)
        {
            return post.guid
        }
        return try find(guid, in: database).guid
    }
}
