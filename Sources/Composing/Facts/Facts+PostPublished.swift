internal import Diaspora
internal import Foundation
public import Store

extension Facts {
    /// Publishes a post of a user of this pod.
    ///
    /// - Parameters:
    ///   - draft: The draft that it was, whose photos, GUIDs and old addresses it takes over.
    ///   - isSilent: Whether nobody is notified.
    /// - Throws: ``ComposeError`` if its text or its audience cannot be published.
    func publish(
        _ content: PostContent, by author: Author, for audience: Audience, createdAt: Date,
        draft: Draft? = nil, isSilent: Bool = false
    ) throws -> GUID {
        try PostInsertion(facts: self, content: content, author: author).publish(
            for: audience, createdAt: createdAt, draft: draft, isSilent: isSilent)
    }

    /// Inserts a post of another pod.
    ///
    /// - Parameters:
    ///   - photos: Its pictures in their order; more of them may have come before it.
    ///   - belongings: Its other rows.
    public func keep(
        _ post: NewPost, photos: [RemotePhoto], _ belongings: PostBelongings
    ) throws -> Post? {
        let postID = try transaction.insertPosts([post])[0]
        for photo in photos { try transaction.setRemotePhoto(photo, postID: postID) }
        try transaction.takeRemotePhotos(
            ofPost: post.guid, postID: postID, authorID: post.authorID)
        try insert(belongings, postID: postID)
        return try database.post(id: postID)
    }

    /// Records that a person of this pod may read a limited post of another.
    public func addRecipient(_ personID: Int64, of post: Post) throws {
        try transaction.addRecipients([personID], postID: post.id, at: now)
    }

    /// Inserts the other rows of a post whose own row exists.
    func insert(_ belongings: PostBelongings, postID: Int64) throws {
        try transaction.insertTags(belongings.tags, postID: postID)
        if !belongings.mentioned.isEmpty {
            try transaction.setMentions(belongings.mentioned, postID: postID)
        }
        if let poll = belongings.poll { try transaction.insertPoll(poll, postID: postID) }
        if let location = belongings.location {
            try transaction.insertLocation(location, postID: postID)
        }
    }

    /// Inserts the rows of pictures that are added to a post or a draft.
    ///
    /// - Parameter count: The number that it has before.
    public func insert(
        _ pictures: [TakenPhoto], postID: Int64? = nil, draftID: Int64? = nil, authorID: Int64,
        isPublic: Bool, after count: Int
    ) throws {
        for (position, photo) in pictures.enumerated() {
            _ = try transaction.insertPhoto(
                guid: context.newGUID(), authorID: authorID, postID: postID, draftID: draftID,
                position: count + position, isInline: photo.isInline, fileName: photo.fileName,
                width: photo.width, height: photo.height, alt: photo.alt, isPublic: isPublic,
                versions: photo.versions, createdAt: now)
        }
    }
}
