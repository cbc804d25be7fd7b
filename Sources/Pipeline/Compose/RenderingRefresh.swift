internal import Diaspora
internal import Rendering
internal import Store

/// Makes stored HTML anew after the renderer changed.
struct RenderingRefresh {
    let database: PodDatabase
    let settings: SiteSettings

    private static let key = "site.renderer"

    func run() throws {
        // The address, which is in the HTML as well, never changes.
        guard try database.read({ try $0.state(Self.key) }) != PostRenderer.version else { return }
        let renderer = PostRenderer(settings: settings)
        var last: Int64 = 0
        while true {
            let count = try database.write { transaction in
                let posts = try transaction.reading.staleRenderings(
                    renderer: PostRenderer.version, after: last, limit: 500)
                for post in posts {
                    let text = try shownText(of: post, in: transaction.reading)
                    let result = try renderer.render(
                        text, guid: post.guid.string, in: transaction.reading)
                    try transaction.setRendering(result.rendering, postID: post.id)
                    last = post.id
                }
                return posts.count
            }
            if count == 0 { break }
        }
        try database.write { try $0.setState(Self.key, PostRenderer.version) }
    }

    /// The text that a post shows: its own, or of a reshare that of the original.
    private func shownText(of post: Post, in database: ReadTransaction) throws -> String {
        guard post.kind == .reshare else { return post.text }
        return try post.rootGUID.flatMap { try database.post($0)?.text } ?? ""
    }
}
