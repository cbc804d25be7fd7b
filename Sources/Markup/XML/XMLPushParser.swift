internal import CXML2

/// Feeds a document to libxml2's parser piece by piece, and stops with the piece that is refused.
struct XMLPushParser: ~Copyable {
    /// How much is read before somebody looks whether to go on, in bytes.
    private static let pieceBytes = 4_096

    private let tree: XMLTree
    private let context: xmlParserCtxtPtr

    /// - Returns: nil if the parser cannot be made.
    init?(_ tree: XMLTree) {
        var handler = Self.handler()
        let target = Unmanaged.passUnretained(tree).toOpaque()
        guard let context = xmlCreatePushParserCtxt(&handler, target, nil, 0, nil) else {
            return nil
        }
        // What was checked is UTF-8: a declaration that says UTF-7 would hide markup from checks.
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_IGNORE_ENC.rawValue
            // References in values are resolved; there is none but those of XML itself.
            | XML_PARSE_NOENT.rawValue
        xmlCtxtUseOptions(context, Int32(options))
        self.tree = tree
        self.context = context
        tree.parser = context
    }

    deinit {
        tree.parser = nil
        xmlFreeParserCtxt(context)
    }

    func parse(_ bytes: [UInt8]) throws(XMLReaderError) {
        bytes.withUnsafeBytes { bytes in
            let characters = bytes.bindMemory(to: CChar.self)
            var position = 0
            while position < characters.count, isSound {
                let end = min(position + Self.pieceBytes, characters.count)
                let piece = UnsafeBufferPointer(rebasing: characters[position..<end])
                xmlParseChunk(context, piece.baseAddress, Int32(piece.count), 0)
                position = end
            }
            if isSound { xmlParseChunk(context, nil, 0, 1) }
        }
        if let failure = tree.failure { throw failure }
        guard isSound else { throw .notWellFormed(line: tree.line) }
    }

    private var isSound: Bool { tree.failure == nil && context.pointee.wellFormed == 1 }

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = {
            context, name, prefix, address, namespaceCount, namespaces, count, _, attributes in
            guard let tree = XMLTree.behind(context) else { return }
            let element = XMLElement(
                name, prefix, address,
                namespaces: UnsafeBufferPointer(
                    start: namespaces, count: 2 * Int(namespaceCount)),
                attributes: UnsafeBufferPointer(start: attributes, count: 5 * Int(count)))
            tree.start(element, namespaces: Int(namespaceCount))
        }
        handler.endElementNs = { context, _, _, _ in XMLTree.behind(context)?.end() }
        let text: charactersSAXFunc = { context, characters, count in
            XMLTree.behind(context)?.append(
                UnsafeBufferPointer(start: characters, count: Int(count)))
        }
        handler.characters = text
        handler.ignorableWhitespace = text
        handler.cdataBlock = text
        handler.internalSubset = { context, _, _, _ in
            XMLTree.behind(context)?.fail(.documentType)
        }
        handler.reference = { context, _ in XMLTree.behind(context)?.fail(.documentType) }
        return handler
    }
}

extension XMLTree {
    fileprivate static func behind(_ context: UnsafeMutableRawPointer?) -> XMLTree? {
        context.map { Unmanaged<XMLTree>.fromOpaque($0).takeUnretainedValue() }
    }
}
