public import Diaspora
internal import Foundation
internal import Store

extension Composer {
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
}
