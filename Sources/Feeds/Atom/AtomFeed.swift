public import Foundation

/// An Atom feed document. Spec: RFC 4287, 4.1.1.
///
/// The bytes depend on the values alone, so that an unchanged feed is an unchanged file.
public struct AtomFeed: Sendable, Hashable {
    /// The absolute address of the newest document, which never changes; archives share it.
    public var id: String
    /// Plain text.
    public var title: String
    public var subtitle: String?
    public var updated: Date
    public var kind: AtomFeedKind
    /// BCP 47.
    public var language: String?
    public var authors: [AtomPerson]
    public var links: [AtomLink]
    public var categories: [AtomCategory]
    /// The address of a small square picture.
    public var icon: String?
    /// The address of a picture twice as wide as it is high.
    public var logo: String?
    public var rights: String?
    public var generator: AtomGenerator?
    public var tombstones: [AtomDeletedEntry]
    public var entries: [AtomEntry]

    public init(
        id: String, title: String, subtitle: String? = nil, updated: Date,
        kind: AtomFeedKind = .newest, language: String? = nil, authors: [AtomPerson] = [],
        links: [AtomLink] = [], categories: [AtomCategory] = [], icon: String? = nil,
        logo: String? = nil, rights: String? = nil, generator: AtomGenerator? = nil,
        tombstones: [AtomDeletedEntry] = [], entries: [AtomEntry] = []
    ) {
        self.id = id
        self.title = title
        self.subtitle = subtitle
        self.updated = updated
        self.kind = kind
        self.language = language
        self.authors = authors
        self.links = links
        self.categories = categories
        self.icon = icon
        self.logo = logo
        self.rights = rights
        self.generator = generator
        self.tombstones = tombstones
        self.entries = entries
    }
}
