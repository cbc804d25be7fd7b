public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Adds a like of a post or a comment.
    ///
    /// - Returns: The like's GUID; nil if they like it already.
    public func like(_ target: GUID, as author: Author, with keys: KeyRing) throws -> GUID? {
        let guid = context.newGUID()
        let isComment = try database.read { try $0.comment(target) } != nil
        let like = Entities.Like(
            author: author.person.diasporaID, guid: guid, parentGUID: target,
            parentType: isComment ? .comment : .post)
        let rootGUID = try database.read { try root(of: target, in: $0) }
        let signature = try signature(of: like, to: rootGUID, as: author, with: keys)
        return try context.record { facts in
            let post = try heard(rootGUID, as: author, in: facts.database)
            var signed = like
            signed.authorSignature = signature
            let answer = NewAnswer(
                guid: guid, author: author.person, post: post, xml: Entity.like(signed).xml)
            let isNew = try facts.addLike(
                answer, of: try facts.database.comment(target), isPositive: true)
            return isNew ? guid : nil
        }
    }

    /// Removes a like.
    public func unlike(_ target: GUID, as author: Author) throws {
        try context.record { facts in
            let database = facts.database
            let rootGUID = try root(of: target, in: database)
            let post = try answerable(rootGUID, as: author, in: database)
            let comment = try database.comment(target)
            guard
                let liking = try database.liking(
                    postID: post.id, commentID: comment?.id, authorID: author.person.id)
            else { throw ComposeError.notLiked(target.string) }
            try facts.removeLike(liking, from: post, by: author.person)
        }
    }
}
