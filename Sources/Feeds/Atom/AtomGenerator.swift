/// The program that wrote a feed. Spec: RFC 4287, 4.2.4.
public struct AtomGenerator: Sendable, Hashable {
    public var name: String
    public var version: String?
    public var uri: String?

    public init(name: String, version: String? = nil, uri: String? = nil) {
        self.name = name
        self.version = version
        self.uri = uri
    }

    func write(to xml: inout XMLBytes) {
        xml.markup("<generator")
        xml.attribute("uri", uri)
        xml.attribute("version", version)
        xml.markup(">")
        xml.text(name)
        xml.close("generator")
    }
}
