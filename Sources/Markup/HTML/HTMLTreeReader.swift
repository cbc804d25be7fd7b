internal import CXML2

/// Reads HTML with libxml2 into a tree of values.
///
/// Time and memory are in proportion to the bytes. Attacks 19 and 62.
enum HTMLTreeReader {
    /// Elements nested deeper are flattened to their text.
    static let maximumDepth = 96
    /// Longest value of an attribute, in bytes. A longer one, as of a picture in a `data:` address, is emptied.
    static let maximumValueBytes = 8_192

    static func read(_ source: String) throws(HTMLFragmentError) -> [HTMLNode] {
        // libxml2 stops at a NUL, and the scan must see what libxml2 sees.
        let clean =
            source.utf8.contains(0)
            ? String(decoding: source.utf8.filter { $0 != 0 }, as: UTF8.self) : source
        try HTMLTagScan.check(clean)
        // The wrapper keeps it from putting loose text into paragraphs.
        let document = "<html><body><div>" + clean + "</div></body></html>"
        let owner = try HTMLDocument(parsing: document)
        guard owner.withRoot(HTMLMarkRuns.areBounded) else { throw .tooManyMarks }
        return owner.withRoot { root in
            guard let root else { return [] }
            return unwrapped(children(of: root, depth: 0))
        }
    }

    /// Takes away the `body` and `div` that ``read(_:)`` put around the source.
    private static func unwrapped(_ nodes: [HTMLNode]) -> [HTMLNode] {
        var content: [HTMLNode] = []
        var isWrapperOpen = true
        for node in nodes {
            guard case .element(let element) = node else {
                content.append(node)
                continue
            }
            if element.name == "body" || element.name == "head" {
                content += unwrapped(element.children)
            } else if element.name == "div", element.attributes.isEmpty, isWrapperOpen {
                isWrapperOpen = false
                content += element.children
            } else {
                content.append(node)
            }
        }
        return content
    }

    private static func children(of parent: xmlNodePtr, depth: Int) -> [HTMLNode] {
        var nodes: [HTMLNode] = []
        var next = parent.pointee.children
        while let node = next {
            next = node.pointee.next
            if let read = self.node(node, depth: depth) { nodes.append(read) }
        }
        return nodes
    }

    private static func node(_ node: xmlNodePtr, depth: Int) -> HTMLNode? {
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            return content(of: node).map(HTMLNode.text)
        case XML_COMMENT_NODE:
            return .comment(content(of: node) ?? "", line: line(of: node))
        case XML_ELEMENT_NODE:
            guard depth < maximumDepth else { return deepText(of: node).map(HTMLNode.text) }
            let (attributes, emptied) = attributes(of: node)
            return .element(
                HTMLElement(
                    name: String(cString: node.pointee.name).lowercased(),
                    attributes: attributes, emptied: emptied, line: line(of: node),
                    children: children(of: node, depth: depth + 1)))
        default:
            return nil
        }
    }

    private static func attributes(
        of node: xmlNodePtr
    ) -> (values: [String: String], emptied: [String]) {
        var attributes: [String: String] = [:]
        var emptied: [String] = []
        var next = node.pointee.properties
        while let attribute = next {
            next = attribute.pointee.next
            let name = String(cString: attribute.pointee.name).lowercased()
            guard attributes[name] == nil else { continue }
            let value = attribute.pointee.children.flatMap(content(of:)) ?? ""
            let isTooLong = value.utf8.count > maximumValueBytes
            if isTooLong { emptied.append(name) }
            attributes[name] = isTooLong ? "" : value
        }
        return (attributes, emptied)
    }

    private static func content(of node: xmlNodePtr) -> String? {
        node.pointee.content.map { String(cString: $0) }
    }

    private static func line(of node: xmlNodePtr) -> Int {
        max(1, xmlGetLineNo(node))
    }

    /// The text below a node that is nested too deeply to be walked by recursion.
    private static func deepText(of root: xmlNodePtr) -> String? {
        var text = ""
        var next = root.pointee.children
        while let node = next {
            if node.pointee.type == XML_TEXT_NODE { text += content(of: node) ?? "" }
            next = node.pointee.type == XML_ELEMENT_NODE ? node.pointee.children : nil
            var ancestor: xmlNodePtr? = node
            while next == nil, let here = ancestor, here != root {
                next = here.pointee.next
                ancestor = here.pointee.parent
            }
        }
        return text.isEmpty ? nil : text
    }
}

/// Owns one document of libxml2.
private struct HTMLDocument: ~Copyable {
    private let pointer: htmlDocPtr

    /// - Throws: ``HTMLFragmentError/unreadable`` if not even the lenient parser makes a tree of it,
    ///   ``HTMLFragmentError/tooDeep`` if it gives up before the end.
    init(parsing source: String) throws(HTMLFragmentError) {
        let (parsed, isWhole) = Self.parsed(source)
        guard let parsed else { throw .unreadable }
        guard isWhole else {
            xmlFreeDoc(parsed)
            throw .tooDeep
        }
        pointer = parsed
    }

    /// - Returns: The document, and whether all of the source is in it: libxml2 stops at 256 elements within each
    ///   other, and the rest would be gone without a word.
    private static func parsed(_ source: String) -> (document: htmlDocPtr?, isWhole: Bool) {
        guard let context = htmlNewParserCtxt() else { return (nil, false) }
        defer { htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_NODEFDTD.rawValue
        var source = source
        let document = source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                htmlCtxtReadMemory(
                    context, characters.baseAddress, Int32(characters.count), nil, "UTF-8",
                    Int32(options))
            }
        }
        return (document, context.pointee.disableSAX == 0)
    }

    deinit {
        xmlFreeDoc(pointer)
    }

    func withRoot<Result>(_ body: (xmlNodePtr?) -> Result) -> Result {
        body(xmlDocGetRootElement(pointer))
    }
}
