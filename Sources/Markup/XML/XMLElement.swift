/// An element of an XML document.
public struct XMLElement: Equatable, Sendable {
    public enum Node: Equatable, Sendable {
        case element(XMLElement)
        case text(String)
    }

    /// Name without its prefix.
    public let name: String
    /// What stands before the colon, as written, or nil.
    public let prefix: String?
    /// Address of the namespace, or nil.
    public let namespace: String?
    /// By qualified name, as written.
    public let attributes: [String: String]
    /// Elements and text in their order; neighbouring texts are one.
    public internal(set) var children: [Node]

    public init(
        name: String, prefix: String? = nil, namespace: String? = nil,
        attributes: [String: String] = [:], children: [Node] = []
    ) {
        self.name = name
        self.prefix = prefix
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
    }

    /// All text below this element.
    public var text: String {
        if children.count == 1, case .text(let text) = children[0] { return text }
        return children.map { node in
            switch node {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }

    public var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    public func elements(named name: String) -> [XMLElement] {
        elements.filter { $0.name == name }
    }

    /// The one child of that name, nil if there is none.
    ///
    /// - Throws: ``XMLReaderError/duplicate(name:)`` if there are several.
    public func element(named name: String) throws(XMLReaderError) -> XMLElement? {
        let found = elements(named: name)
        guard found.count <= 1 else { throw .duplicate(name: name) }
        return found.first
    }
}
