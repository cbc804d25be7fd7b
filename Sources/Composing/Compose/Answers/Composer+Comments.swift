public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Adds a comment to a post.
    ///
    /// - Parameter key: That of the form that asks for it.
    /// - Returns: The comment's GUID.
    /// - Throws: ``ComposeError``.
    public func comment(
        on postGUID: GUID, text: String, as author: Author, with keys: KeyRing,
        key: IdempotencyKey? = nil
    ) throws -> GUID {
        let text = text.storable
        guard text.contains(where: { !$0.isWhitespace }) else { throw ComposeError.empty }
        let characters = text.unicodeScalars.count
        guard characters <= PostContent.maximumLimitedCharacters else {
            throw ComposeError.tooLong(
                characters: characters, limit: PostContent.maximumLimitedCharacters)
        }
        let guid = context.newGUID()
        let unrendered = UnrenderedText(.comment, guid: guid.string, text: text)
        guard !TextSurroundings(settings: settings).isAsWritten(unrendered) else {
            throw ComposeError.tooMuchMarkup
        }
        let now = clock.now()
        let comment = Entities.Comment(
            author: author.person.diasporaID, guid: guid, parentGUID: postGUID, text: text,
            createdAt: now)
        let signature = try signature(of: comment, to: postGUID, as: author, with: keys)
        return try context.record { facts in
            try facts.recordOnce(key, of: author) {
                let post = try heard(postGUID, as: author, in: facts.database)
                var signed = comment
                signed.authorSignature = signature
                let mentioned = try facts.database.people(
                    renderer.render(text, guid: guid.string).mentions)
                _ = try facts.addComment(
                    NewAnswer(
                        guid: guid, author: author.person, post: post,
                        xml: Entity.comment(signed).xml),
                    text: text, createdAt: now, mentioning: mentioned)
                return guid
            }
        }
    }

    /// Deletes a comment: its author may, and the author of the post.
    public func deleteComment(_ guid: GUID, as author: Author) throws {
        try context.record { facts in
            let database = facts.database
            guard let comment = try database.comment(guid),
                let post = try database.post(id: comment.postID),
                try isAnswerable(post, by: author, in: database)
            else { throw ComposeError.unknownComment(guid.string) }
            guard [comment.authorID, post.authorID].contains(author.person.id) else {
                throw ComposeError.notTheAuthor(guid.string)
            }
            try facts.removeComment(comment, from: post, by: author.person)
        }
    }
}
