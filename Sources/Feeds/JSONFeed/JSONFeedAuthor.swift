internal import Escaping

/// The author of an item or a feed. Spec: JSON Feed 1.1, "authors".
public struct JSONFeedAuthor: Sendable, Hashable {
    public var name: String?
    /// The absolute address of the person's page.
    public var url: String?
    /// The address of a square picture.
    public var avatar: String?

    public init(name: String? = nil, url: String? = nil, avatar: String? = nil) {
        self.name = name
        self.url = url
        self.avatar = avatar
    }

    static func write(_ authors: [JSONFeedAuthor], to json: inout JSONWriter) {
        guard !authors.isEmpty else { return }
        json.array("authors") { list in
            for author in authors {
                list.object { object in
                    object.string("name", author.name)
                    object.string("url", FeedLink(author.url)?.address)
                    object.string("avatar", FeedLink(author.avatar)?.address)
                }
            }
        }
    }
}
