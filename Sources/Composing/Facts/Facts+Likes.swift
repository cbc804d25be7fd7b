public import Store

extension Facts {
    /// Adds a like of a post or of a comment.
    ///
    /// - Returns: Whether it is new.
    public func addLike(_ answer: NewAnswer, of comment: Comment?, isPositive: Bool) throws -> Bool
    {
        guard
            try transaction.insertLiking(
                guid: answer.guid, postID: answer.post.id, commentID: comment?.id,
                authorID: answer.author.id, isPositive: isPositive, createdAt: now, xml: answer.xml)
        else { return false }
        if let comment {
            try note(.likes(of: comment), to: answer.post)
        } else {
            answered.addCount(toPostID: answer.post.id)
        }
        try tell(of: answer, kind: "like")
        return true
    }

    /// Removes a like.
    ///
    /// - Parameters:
    ///   - actor: Its author.
    ///   - xml: The retraction as its author sent it from elsewhere.
    public func removeLike(
        _ liking: Liking, from post: Post, by actor: Person, xml: [UInt8]? = nil
    ) throws {
        let comment = try liking.commentID.flatMap { try database.comment(id: $0) }
        try transaction.deleteLiking(liking, isPublic: post.isPublic, at: now)
        try takeLessPart(in: post, personID: liking.authorID)
        try tellRetraction(of: liking.guid, type: "Like", by: actor, on: post, xml: xml)
        try note(comment.map { .likes(of: $0) } ?? .count, to: post)
    }
}
