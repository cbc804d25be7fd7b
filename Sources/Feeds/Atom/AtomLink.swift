/// A reference from a feed or an entry to something else. Spec: RFC 4287, 4.2.7.
///
/// A link to anything but `http`, `https` or `mailto` is left out of the document.
public struct AtomLink: Sendable, Hashable {
    public var href: String
    public var relation: String
    public var type: String?
    public var language: String?
    public var title: String?
    /// Size of what the link leads to, in bytes.
    public var length: Int?
    /// The number of replies behind the link. Spec: RFC 4685, 4.
    public var replyCount: Int?

    public init(
        _ href: String, relation: String = "alternate", type: String? = nil,
        language: String? = nil, title: String? = nil, length: Int? = nil, replyCount: Int? = nil
    ) {
        self.href = href
        self.relation = relation
        self.type = type
        self.language = language
        self.title = title
        self.length = length
        self.replyCount = replyCount
    }

    func write(to xml: inout XMLBytes) {
        guard let address = FeedLink(href)?.address else { return }
        xml.markup("<link")
        xml.attribute("rel", relation)
        xml.attribute("type", type)
        xml.attribute("href", address)
        xml.attribute("hreflang", language)
        xml.attribute("title", title)
        xml.attribute("length", length.map(String.init))
        if let replyCount {
            xml.attribute("xmlns:thr", AtomReply.namespace)
            xml.attribute("thr:count", String(replyCount))
        }
        xml.markup("/>\n")
    }
}
