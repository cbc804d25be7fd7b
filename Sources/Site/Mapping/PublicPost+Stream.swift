internal import Diaspora
internal import Foundation
internal import Store

extension PublicPost {
    /// Converts the post to its entry in the person's stream for other pods. Its whole text comes
    /// signed, from `/fetch/post/GUID`.
    ///
    /// - Returns: `nil` if the post's or the author's GUID is invalid.
    func streamPost(author: PublicPerson) -> PersonStream.Post? {
        guard let guid = GUID(guid), let authorGUID = GUID(author.guid) else { return nil }
        return PersonStream.Post(
            guid: guid, isPublic: true, authorGUID: authorGUID,
            authorID: DiasporaID(author.diasporaID), authorName: author.displayName,
            createdAt: Date(seconds: createdAt), type: "StatusMessage", text: rendering.excerpt)
    }
}
