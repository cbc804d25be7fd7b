internal import Diaspora
internal import Foundation
internal import Store

extension PublicPost {
    /// The post as other pods are told of it. Its whole text comes signed, from `/fetch/post/GUID`.
    ///
    /// - Returns: `nil` if a GUID is none.
    func streamPost(author: PublicPerson) -> PersonStream.Post? {
        guard let guid = GUID(guid), let authorGUID = GUID(author.guid) else { return nil }
        return PersonStream.Post(
            guid: guid, isPublic: true, authorGUID: authorGUID,
            authorID: DiasporaID(author.diasporaID), authorName: author.displayName,
            createdAt: Date(seconds: createdAt), type: "StatusMessage", text: rendering.excerpt)
    }
}
