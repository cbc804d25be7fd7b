internal import Diaspora
internal import Store

/// The HTML of posts that changes although their text does not, and that of new texts.
extension Facts {
    private static let chunk = 500

    /// Renders the stored HTML of posts that mention a person again.
    ///
    /// - Parameter isNoted: Whether this enqueues their pages; else the caller does.
    func renderMentions(of personID: Int64, isNoted: Bool = false) throws {
        var last: Int64 = 0
        while true {
            let posts = try database.ownPosts(
                mentioning: personID, after: last, limit: Self.chunk)
            for post in posts {
                try render(post)
                if isNoted, try database.isPublicPost(post.guid.string) {
                    try recordTouch(of: post)
                }
            }
            guard let end = posts.last else { return }
            last = end.id
        }
    }

    /// Removes `diaspora://` links to a deleted post from the posts that have them.
    func unlink(_ guid: GUID) throws {
        for post in try database.ownPosts(naming: guid)
        where post.text.contains(bytesOf: "diaspora://") {
            try render(post)
            guard post.isPublic else { continue }
            try recordTouch(of: post)
        }
    }

    private func render(_ post: Post) throws {
        let result = try renderer.render(
            post.text, guid: post.guid.string, in: database)
        try transaction.setRendering(result.rendering, postID: post.id)
    }

    /// Enqueues all pages that show a public post.
    private func recordTouch(of post: Post) throws {
        var change = try change(of: post)
        change.lists = try lists.touch(
            post.id,
            in: lists.names(
                authorID: post.authorID, createdAt: post.createdAt,
                tags: try database.tags(postID: post.id)), database)
        change.redirects = try database.redirects(postID: post.id)
        try record("postEdited", post, change)
    }

    /// Renders a text that somebody here wrote just now; those of others wait for a worker.
    func render(_ text: UnrenderedText) throws {
        try TextSurroundings(settings: context.settings).render(text, in: transaction)
    }
}
