internal import Diaspora
internal import Store

/// The events for the pages that show a post of this pod.
extension Facts {
    /// Lists what shows a post before it changes: its page, its signed document, its neighbours' links.
    func change(of post: Post) throws -> SiteChange {
        var change = SiteChange()
        guard post.isPublic else { return change }
        // Its signed document is of the post as it was.
        change.documents = [post.guid.string]
        change.username = try database.user(personID: post.authorID)?.username ?? ""
        change.personGUID = try database.person(id: post.authorID)?.guid.string
        change.posts =
            [post.guid.string]
            + (try lists.neighbours(post.id, authorID: post.authorID, database))
        return change
    }

    /// Enqueues every page that shows a post as it was.
    func touch(_ post: Post) throws {
        var change = try change(of: post)
        change.lists = try lists.touch(
            post.id,
            in: lists.names(
                authorID: post.authorID, createdAt: post.createdAt,
                tags: try database.tags(postID: post.id)), database)
        try record("postEdited", post, change)
    }

    /// Inserts the event of a changed post, with the change from which its pages are planned.
    @discardableResult
    func record(_ kind: String, _ post: Post, _ change: SiteChange) throws -> Int64 {
        try transaction.insertEvent(
            kind: kind, guid: post.guid.string, before: try change.json(), createdAt: now)
    }
}
