internal import Escaping

/// A JSON Feed document, version 1.1. Spec: https://www.jsonfeed.org/version/1.1/
///
/// The bytes depend on the values alone, so that an unchanged feed is an unchanged file.
public struct JSONFeed: Sendable, Hashable {
    /// Plain text.
    public var title: String
    public var homePageURL: String?
    public var feedURL: String?
    public var description: String?
    /// The document of the next older items.
    public var nextURL: String?
    /// The address of a large square picture.
    public var icon: String?
    /// The address of a small square picture.
    public var favicon: String?
    public var authors: [JSONFeedAuthor]
    /// BCP 47.
    public var language: String?
    /// Addresses of WebSub hubs.
    public var hubs: [String]
    public var items: [JSONFeedItem]

    public init(
        title: String, homePageURL: String? = nil, feedURL: String? = nil,
        description: String? = nil, nextURL: String? = nil, icon: String? = nil,
        favicon: String? = nil, authors: [JSONFeedAuthor] = [], language: String? = nil,
        hubs: [String] = [], items: [JSONFeedItem] = []
    ) {
        self.title = title
        self.homePageURL = homePageURL
        self.feedURL = feedURL
        self.description = description
        self.nextURL = nextURL
        self.icon = icon
        self.favicon = favicon
        self.authors = authors
        self.language = language
        self.hubs = hubs
        self.items = items
    }

    /// Writes the feed with its ``items``.
    public func document() -> [UInt8] {
        document(itemFragments: items.map { $0.fragment() })
    }

    /// Writes the feed with items that ``JSONFeedItem/fragment()`` made, in place of ``items``.
    public func document(itemFragments: [[UInt8]]) -> [UInt8] {
        let size = itemFragments.reduce(1024) { $0 + $1.count + 1 }
        var json = JSONWriter(
            escaping: .embeddable, capacity: size)
        json.object { object in
            object.string("version", "https://jsonfeed.org/version/1.1")
            object.string("title", title)
            object.string("home_page_url", FeedLink(homePageURL)?.address)
            object.string("feed_url", FeedLink(feedURL)?.address)
            object.string("description", description)
            object.string("next_url", FeedLink(nextURL)?.address)
            object.string("icon", FeedLink(icon)?.address)
            object.string("favicon", FeedLink(favicon)?.address)
            JSONFeedAuthor.write(authors, to: &object)
            object.string("language", language)
            writeHubs(to: &object)
            object.array("items") { list in
                for fragment in itemFragments { list.value(written: fragment) }
            }
        }
        return json.document
    }

    private func writeHubs(to json: inout JSONWriter) {
        guard !hubs.isEmpty else { return }
        json.array("hubs") { list in
            for hub in hubs {
                list.object { object in
                    object.string("type", "WebSub")
                    object.string("url", hub)
                }
            }
        }
    }
}
