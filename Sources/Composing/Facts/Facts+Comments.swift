internal import Diaspora
public import Foundation
public import Store

extension Facts {
    /// Adds a comment to a post.
    ///
    /// - Returns: Whether it is new.
    public func addComment(
        _ answer: NewAnswer, text: String, createdAt: Date, mentioning mentioned: [Int64]
    ) throws -> Bool {
        guard
            try transaction.insertComment(
                guid: answer.guid, postID: answer.post.id, authorID: answer.author.id, text: text,
                createdAt: createdAt, xml: answer.xml, mentioning: mentioned) != nil
        else { return false }
        if origin == .here {
            try render(UnrenderedText(.comment, guid: answer.guid.string, text: text))
        }
        // A slow one asks for its pages when it is rendered.
        if origin == .here || text.utf8.count <= UnrenderedText.maximumQuickBytes {
            answered.addComment(toPostID: answer.post.id)
        }
        try tell(of: answer, kind: "comment", mentioned: mentioned)
        return true
    }

    /// Deletes a comment.
    ///
    /// - Parameters:
    ///   - actor: Its author, or the author of the post.
    ///   - xml: The retraction as its author sent it from elsewhere.
    public func removeComment(
        _ comment: Comment, from post: Post, by actor: Person, xml: [UInt8]? = nil
    ) throws {
        try note(.removedComment(comment), to: post)
        try transaction.deleteComment(comment, isPublic: post.isPublic, at: now)
        try takeLessPart(in: post, personID: comment.authorID)
        try tellRetraction(of: comment.guid, type: "Comment", by: actor, on: post, xml: xml)
    }
}
