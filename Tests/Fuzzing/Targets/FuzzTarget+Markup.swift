@testable import Markdown
@testable import Markup

extension FuzzTarget {
    /// libxml2's reader of XML, with our options and the scan before it.
    static let xml = FuzzTarget(name: "xml") { bytes in
        guard let root = try? XMLReader().read(bytes) else { return }
        require(depth(of: root) <= 32, "no tree is deeper than 32")
        require(mostAttributes(of: root) <= 64, "no tag has more than 64 attributes")
        _ = root.text
    }

    /// libxml2's reader of HTML, and the Markdown that its tree is told as.
    static let html = FuzzTarget(name: "html") { bytes in
        let source = String(decoding: bytes, as: UTF8.self)
        guard let fragment = try? HTMLFragment(source) else { return }
        require(
            fragment.children.allSatisfy { mostAttributes(of: $0) <= 64 },
            "no tag has more than 64 attributes")
        _ = fragment.first(ofClass: "uid")?.text
        _ = fragment.markdown()
    }

    /// HTML within the Markdown of an import.
    static let htmlImport = FuzzTarget(name: "import") { bytes in
        _ = HTMLImport.converted(String(decoding: bytes, as: UTF8.self))
    }

    private static func depth(of element: XMLElement) -> Int {
        1 + (element.elements.map(depth).max() ?? 0)
    }

    private static func mostAttributes(of element: XMLElement) -> Int {
        let declared = element.attributes.keys.count { $0.hasPrefix("xmlns") }
        return max(
            element.attributes.count - declared,
            element.elements.map { mostAttributes(of: $0) }.max() ?? 0)
    }

    private static func mostAttributes(of node: HTMLNode) -> Int {
        guard case .element(let element) = node else { return 0 }
        // A second body gives its attributes to the first.
        let own = element.name == "body" || element.name == "html" ? 0 : element.attributes.count
        return max(own, element.children.map { mostAttributes(of: $0) }.max() ?? 0)
    }
}
