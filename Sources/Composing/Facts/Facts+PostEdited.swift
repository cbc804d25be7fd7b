internal import Diaspora
public import Foundation
public import Store

extension Facts {
    /// Replaces the text of a post, and the pictures and the date if they are others.
    ///
    /// - Parameters:
    ///   - photos: The photos that were added, changed or removed; their rows are written.
    ///   - date: Another one moves the post to another place in every list; nil leaves it.
    ///   - mayBeAsWritten: Whether a text is taken too that can only be shown as it was written.
    /// - Throws: ``ComposeError/tooMuchMarkup``.
    public func edit(
        _ post: Post, text: String, photos: PhotoRevision.Result = PhotoRevision.Result(),
        date: Date? = nil, mayBeAsWritten: Bool = false
    ) throws {
        let result = try renderer.render(text, guid: post.guid.string, in: database)
        guard mayBeAsWritten || !result.isAsWritten else { throw ComposeError.tooMuchMarkup }
        let oldTags = try database.tags(postID: post.id)
        let now = self.now
        try transaction.updatePost(id: post.id, text: text, editedAt: now, at: now)
        try transaction.setRendering(result.rendering, postID: post.id)
        try transaction.setTags(result.tags, postID: post.id)
        let mentioned = try database.people(result.mentions)
        try transaction.setMentions(mentioned, postID: post.id)
        if post.isPublic {
            try transaction.addSubscribers(
                mentioned, reason: "mention", postID: post.id, at: now)
        }

        var change = try change(of: post)
        let isMoved = date.map { $0.seconds != post.createdAt.seconds } ?? false
        if post.isPublic {
            let move = Move(
                post: post, oldTags: oldTags, tags: result.tags, date: date ?? post.createdAt)
            change.lists = try isMoved ? moved(move) : touched(move)
            if isMoved {
                change.posts += try lists.neighbours(
                    post.id, authorID: post.authorID, database)
            }
            change.redirects = try database.redirects(postID: post.id)
            change.photos = photos.touched
        } else if isMoved, let date {
            try transaction.setCreatedAt(date, postID: post.id)
        }
        let eventID = try record("postEdited", post, change)
        if let edited = try database.post(id: post.id) {
            try outbox.send(edited, eventID: eventID)
            try outbox.send(photos, of: edited)
        }
    }
}
