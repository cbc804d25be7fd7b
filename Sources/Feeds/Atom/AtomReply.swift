/// The entry that another entry answers: `thr:in-reply-to`. Spec: RFC 4685, 3.
public struct AtomReply: Sendable, Hashable {
    /// The `atom:id` of the entry that is answered.
    public var reference: String
    /// The address at which that entry can be read.
    public var href: String?
    public var type: String?

    static let namespace = "http://purl.org/syndication/thread/1.0"

    public init(to reference: String, href: String? = nil, type: String? = "text/html") {
        self.reference = reference
        self.href = href
        self.type = type
    }

    func write(to xml: inout XMLBytes) {
        xml.markup("<thr:in-reply-to")
        xml.attribute("xmlns:thr", Self.namespace)
        xml.attribute("ref", reference)
        if let address = FeedLink(href)?.address {
            xml.attribute("href", address)
            xml.attribute("type", type)
        }
        xml.markup("/>\n")
    }
}
