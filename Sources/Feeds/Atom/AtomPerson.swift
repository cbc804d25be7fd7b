/// The author of an entry or a feed. Spec: RFC 4287, 3.2.
public struct AtomPerson: Sendable, Hashable {
    public var name: String
    /// The absolute address of the person's page.
    public var uri: String?
    public var email: String?

    public init(name: String, uri: String? = nil, email: String? = nil) {
        self.name = name
        self.uri = uri
        self.email = email
    }

    func write(to xml: inout XMLBytes) {
        xml.markup("<author>")
        xml.element("name", name)
        xml.element("uri", FeedLink(uri)?.address)
        xml.element("email", email)
        xml.markup("</author>\n")
    }
}
