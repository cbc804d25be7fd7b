public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Comments on a post.
    ///
    /// - Returns: The comment's GUID.
    /// - Throws: ``ComposeError``.
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
        let surroundings = TextSurroundings(settings: settings)
        let unrendered = UnrenderedText(.comment, guid: guid.string, text: text)
        guard !surroundings.isAsWritten(unrendered) else { throw ComposeError.tooMuchMarkup }
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
            try surroundings.render(unrendered, in: transaction)
            try outbox(transaction).send(
                "comment", guid: guid, xml: xml, by: author.person, to: post, mentioned: mentioned)
            try takePart(in: post, as: author, in: transaction)
            try note(.newComments(count: 1), to: post, isOwn: true, in: transaction)
        }
        return guid
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
}
