internal import Markdown
internal import Store
internal import Synchronization

/// The posts that a text links to by `diaspora://`, noted while it is rendered.
final class LinkedPosts: Sendable {
    private let noted = Mutex<Set<String>>([])

    var guids: Set<String> { noted.withLock { $0 } }

    /// Makes the same context, which tells of each link to a post.
    func noting(_ context: MarkdownContext) -> MarkdownContext {
        var context = context
        let entityPath = context.entityPath
        context.entityPath = { [self] id, type, guid in
            if TextContext.isPost(type) { noted.withLock { _ = $0.insert(guid) } }
            return entityPath(id, type, guid)
        }
        return context
    }
}
