internal import Composing
internal import Diaspora
internal import Markdown
internal import Store
internal import Synchronization

/// The headings of posts that links with a fragment lead to, each found once.
final class HeadingCache: Sendable {
    private let reader: SourceReader
    private let addresses: ImportAddresses
    private let renderer: PostRenderer
    private let database: PodDatabase
    private let known = Mutex<[String: HeadingNames]>([:])

    init(
        reader: SourceReader, addresses: ImportAddresses, renderer: PostRenderer,
        database: PodDatabase
    ) {
        self.reader = reader
        self.addresses = addresses
        self.renderer = renderer
        self.database = database
    }

    /// Returns the names of a post's headings, from the cache if possible.
    ///
    /// - Returns: `nil` if the post cannot be read.
    func names(of guid: String) throws -> HeadingNames? {
        if let names = known.withLock({ $0[guid] }) { return names }
        guard let (text, anchors) = try text(of: guid) else { return nil }
        let names = HeadingNames(
            html: renderer.render(text, guid: guid).rendering.html, guid: guid, anchors: anchors)
        known.withLock { $0[guid] = names }
        return names
    }

    private func text(of guid: String) throws -> (String, anchors: [String: String])? {
        if let id = GUID(guid), let post = try database.read({ try $0.post(id) }) {
            return (post.text, [:])
        }
        guard let head = addresses.head(guid: guid), let body = reader.body(of: head) else {
            return nil
        }
        let text = reader.text(body, of: head) { _ in nil }.text
        return (PostTitle.added(head.title, to: text.markdown), text.anchors)
    }
}
