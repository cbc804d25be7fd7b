internal import CCmarkGFM

/// The links and images of a ``SourceTree``.
struct SourceLinks {
    struct Link: Equatable {
        let kind: LinkOccurrence.Kind
        /// The link's destination, with escapes and entities resolved.
        let address: String
        /// Whether it may be an address that is a link by itself: it shows where it leads.
        /// Spec: GitHub Flavored Markdown, "Autolinks", "Autolinks (extension)".
        let mayBeBare: Bool
    }

    /// The links in the order of their starts.
    private(set) var all: [Link] = []
    /// The links in the order of their ends, which is the order of their destinations.
    private(set) var closing: [Link] = []

    init(of markdown: String) {
        self = SourceTree.withRoot(of: markdown) { SourceLinks(below: $0) }
    }

    /// The links with a `](` of their own, in the order of the text, provided that none refers to a
    /// definition; bare links may be among them whose text equals their address.
    var inline: [Link] { closing.filter { !$0.mayBeBare } }

    init(below root: SourceNode) {
        guard let root = root.pointer else { return }
        var open: [Int] = []
        var node = root
        while true {
            if let kind = Self.kind(of: node) {
                let address = SourceNode(pointer: node).address
                let mayBeBare = kind == .link && Self.shows(node, address)
                open.append(all.count)
                all.append(Link(kind: kind, address: address, mayBeBare: mayBeBare))
            }
            if let child = cmark_node_first_child(node) {
                node = child
                continue
            }
            while true {
                if Self.kind(of: node) != nil { closing.append(all[open.removeLast()]) }
                if node == root { return }
                if let sibling = cmark_node_next(node) {
                    node = sibling
                    break
                }
                guard let parent = cmark_node_parent(node) else { return }
                node = parent
            }
        }
    }

    private static func shows(_ node: OpaquePointer, _ address: String) -> Bool {
        guard let text = cmark_node_first_child(node), cmark_node_next(text) == nil,
            cmark_node_get_type(text) == CMARK_NODE_TEXT
        else { return false }
        let literal = SourceNode(pointer: text).literal
        return ["", "http://", "mailto:"].contains { address == $0 + literal }
    }

    private static func kind(of node: OpaquePointer) -> LinkOccurrence.Kind? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: nil
        }
    }
}
