/// A tag of an entry. Spec: RFC 4287, 4.2.2.
public struct AtomCategory: Sendable, Hashable {
    public var term: String
    /// The address that says which vocabulary the term belongs to.
    public var scheme: String?
    public var label: String?

    public init(_ term: String, scheme: String? = nil, label: String? = nil) {
        self.term = term
        self.scheme = scheme
        self.label = label
    }

    func write(to xml: inout XMLBytes) {
        xml.markup("<category")
        xml.attribute("term", term)
        xml.attribute("scheme", scheme)
        xml.attribute("label", label)
        xml.markup("/>\n")
    }
}
