internal import Composing
internal import Diaspora
internal import Store

/// The rendering of stored HTML again after the renderer or the pod's address changed.
///
/// A text that ends the process is found as a page is that does so (``PageLeases``), under the name of its
/// post's page; once that is set aside, the text is shown as it was written. Attack 65.
struct RenderingRefresh {
    let database: PodDatabase
    let settings: SiteSettings
    let leases: PageLeases
    let onPage: (@Sendable (SitePage) throws -> Void)?

    private static let key = RenderingState.posts
    private static let batchSize = 500

    func run() throws {
        let renderer = PostRenderer(settings: settings)
        guard try database.read({ try $0.state(Self.key) }) != renderer.stamp else { return }
        var last: Int64 = 0
        while let id = try renderBatch(after: last, renderer) { last = id }
        try database.write { try $0.setState(Self.key, renderer.stamp) }
    }

    /// Renders the next batch of posts whose rendering is stale.
    ///
    /// - Returns: The ID of the last post of the batch; `nil` if none is left.
    private func renderBatch(after last: Int64, _ renderer: PostRenderer) throws -> Int64? {
        try database.write { transaction in
            let posts = try transaction.reading.staleRenderings(
                renderer: renderer.stamp, after: last, limit: Self.batchSize)
            let suspects = leases.suspects
            var others: [Post] = []
            for post in posts {
                guard suspects.contains("\(post.page)") else {
                    others.append(post)
                    continue
                }
                try leases.alone([post.page]) { _ in
                    try render(post, renderer, in: transaction)
                }
            }
            try leases.lease(others.map(\.page))
            for post in others { try render(post, renderer, in: transaction) }
            try leases.giveBack()
            return posts.last?.id
        }
    }

    private func render(
        _ post: Post, _ renderer: PostRenderer, in transaction: WriteTransaction
    ) throws {
        let (text, author) = try shownText(of: post, in: transaction.reading)
        guard !leases.isHeld("\(post.page)") else {
            return try transaction.setRendering(renderer.asWritten(text), postID: post.id)
        }
        try onPage?(post.page)
        let result = try renderer.render(
            text, guid: post.guid.string, by: author, in: transaction.reading)
        try transaction.setRendering(result.rendering, postID: post.id)
    }

    /// Returns the text that a post shows and the ID of its author; for a reshare those of the
    /// original.
    private func shownText(
        of post: Post, in database: ReadTransaction
    ) throws -> (text: String, authorID: Int64?) {
        guard post.kind == .reshare else { return (post.text, post.authorID) }
        let root = try post.rootGUID.flatMap { try database.post($0) }
        return (root?.text ?? "", root?.authorID)
    }
}

extension Post {
    fileprivate var page: SitePage { .post(guid: guid.string) }
}
