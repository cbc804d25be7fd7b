internal import CivilTime
public import Foundation

/// A post or a comment in an Atom feed. Spec: RFC 4287, 4.1.2.
public struct AtomEntry: Sendable, Hashable {
    /// The absolute address of a post's page, which never changes.
    public var id: String
    /// Plain text.
    public var title: String
    public var updated: Date
    public var published: Date?
    public var authors: [AtomPerson]
    public var links: [AtomLink]
    public var categories: [AtomCategory]
    public var summary: AtomText?
    public var content: AtomText?
    public var reply: AtomReply?

    public init(
        id: String, title: String, updated: Date, published: Date? = nil,
        authors: [AtomPerson] = [], links: [AtomLink] = [], categories: [AtomCategory] = [],
        summary: AtomText? = nil, content: AtomText? = nil, reply: AtomReply? = nil
    ) {
        self.id = id
        self.title = title
        self.updated = updated
        self.published = published
        self.authors = authors
        self.links = links
        self.categories = categories
        self.summary = summary
        self.content = content
        self.reply = reply
    }

    /// Writes the entry once, for all the feeds that hold it.
    ///
    /// The bytes belong inside a document of ``AtomFeed/document(entryFragments:)``, whose
    /// namespace they rely on.
    public func fragment() -> [UInt8] {
        var xml = XMLBytes(capacity: 1024 + contentSize * 5 / 4)
        xml.markup("<entry>\n")
        xml.element("id", id)
        AtomText.plain(title).write("title", to: &xml)
        xml.element("updated", RFC3339.text(updated))
        xml.element("published", published.map { RFC3339.text($0) })
        for author in authors { author.write(to: &xml) }
        for link in links { link.write(to: &xml) }
        for category in categories { category.write(to: &xml) }
        reply?.write(to: &xml)
        summary?.write("summary", to: &xml)
        content?.write("content", to: &xml)
        xml.markup("</entry>\n")
        return xml.bytes
    }

    private var contentSize: Int {
        switch content {
        case .plain(let text), .html(let text): text.utf8.count
        case nil: 0
        }
    }
}
