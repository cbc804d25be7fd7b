internal import CivilTime
internal import Escaping
public import Foundation

/// A post in a JSON Feed. Spec: JSON Feed 1.1, "Items".
public struct JSONFeedItem: Sendable, Hashable {
    /// The absolute address of a post's page, which never changes.
    public var id: String
    public var url: String?
    /// Plain text; nil for a note.
    public var title: String?
    /// An HTML fragment that is safe to show, with absolute addresses (``AbsoluteLinks``).
    public var contentHTML: String?
    public var contentText: String?
    public var summary: String?
    public var image: String?
    public var published: Date?
    public var modified: Date?
    public var authors: [JSONFeedAuthor]
    public var tags: [String]
    /// BCP 47.
    public var language: String?
    public var attachments: [JSONFeedAttachment]

    public init(
        id: String, url: String? = nil, title: String? = nil, contentHTML: String? = nil,
        contentText: String? = nil, summary: String? = nil, image: String? = nil,
        published: Date? = nil, modified: Date? = nil, authors: [JSONFeedAuthor] = [],
        tags: [String] = [], language: String? = nil, attachments: [JSONFeedAttachment] = []
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.contentHTML = contentHTML
        self.contentText = contentText
        self.summary = summary
        self.image = image
        self.published = published
        self.modified = modified
        self.authors = authors
        self.tags = tags
        self.language = language
        self.attachments = attachments
    }

    /// Writes the item once, for all the feeds that hold it.
    public func fragment() -> [UInt8] {
        var json = JSONWriter(
            escaping: .embeddable, capacity: 1024 + (contentHTML?.utf8.count ?? 0) * 5 / 4)
        json.object { object in
            object.string("id", id)
            object.string("url", FeedLink(url)?.address)
            object.string("title", title)
            object.string("content_html", contentHTML)
            // An item must have one of the two.
            object.string("content_text", contentHTML == nil ? contentText ?? "" : contentText)
            object.string("summary", summary)
            object.string("image", FeedLink(image)?.address)
            object.string("date_published", published.map { RFC3339.text($0) })
            object.string("date_modified", modified.map { RFC3339.text($0) })
            JSONFeedAuthor.write(authors, to: &object)
            object.strings("tags", tags)
            object.string("language", language)
            writeAttachments(to: &object)
        }
        return json.bytes
    }

    private func writeAttachments(to json: inout JSONWriter) {
        let safe = attachments.filter { FeedLink($0.url) != nil }
        guard !safe.isEmpty else { return }
        json.array("attachments") { list in
            for attachment in safe { attachment.write(to: &list) }
        }
    }
}
