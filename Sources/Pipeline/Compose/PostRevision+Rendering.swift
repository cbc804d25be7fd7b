internal import Diaspora
internal import Store

/// Posts whose HTML changes although their text does not.
extension PostRevision {
    private static let chunk = 500

    /// Makes the stored HTML of posts that mention a person anew.
    ///
    /// - Parameter isNoted: Whether this asks for their pages; else the caller does.
    func renderMentions(
        of personID: Int64, isNoted: Bool = false, in transaction: WriteTransaction
    ) throws {
        var last: Int64 = 0
        while true {
            let posts = try transaction.reading.ownPosts(
                mentioning: personID, after: last, limit: Self.chunk)
            for post in posts {
                try render(post, in: transaction)
                if isNoted, try transaction.reading.isPublicPost(post.guid.string) {
                    try recordTouch(of: post, in: transaction)
                }
            }
            guard let end = posts.last else { return }
            last = end.id
        }
    }

    /// Takes `diaspora://` links to a post that is no more out of the posts that have them.
    func unlink(_ guid: GUID, in transaction: WriteTransaction) throws {
        for post in try transaction.reading.ownPosts(naming: guid)
        where post.text.contains(bytesOf: "diaspora://") {
            try render(post, in: transaction)
            guard post.isPublic else { continue }
            try recordTouch(of: post, in: transaction)
        }
    }

    private func render(_ post: Post, in transaction: WriteTransaction) throws {
        let result = try composer.renderer.render(
            post.text, guid: post.guid.string, in: transaction.reading)
        try transaction.setRendering(result.rendering, postID: post.id)
    }

    /// Asks for all that shows a public post.
    private func recordTouch(of post: Post, in transaction: WriteTransaction) throws {
        var change = try change(of: post, in: transaction.reading)
        change.lists = try composer.lists.touch(
            post.id,
            in: composer.lists.names(
                authorID: post.authorID, createdAt: post.createdAt,
                tags: try transaction.reading.tags(postID: post.id)), transaction.reading)
        change.redirects = try transaction.reading.redirects(postID: post.id)
        try record("postEdited", post, change, in: transaction)
    }
}
