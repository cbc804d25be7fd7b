internal import CCmarkGFM

/// The tree that cmark-gfm parses from a Markdown text, with the extensions that posts have.
struct SourceTree: ~Copyable {
    private let root: OpaquePointer?

    /// Parses `text` and lends the root of the tree.
    static func withRoot<Result>(
        of text: String, _ body: (SourceNode) throws -> Result
    ) rethrows -> Result {
        let tree = SourceTree(text)
        return try tree.withRoot(body)
    }

    private init(_ text: String) {
        let address = CMarkLock.withLock { UInt(bitPattern: Self.parse(text)) }
        root = OpaquePointer(bitPattern: address)
    }

    private static func parse(_ text: String) -> OpaquePointer? {
        cmark_gfm_core_extensions_ensure_registered()
        let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE)
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            guard let found = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, found)
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                cmark_parser_feed(parser, characters.baseAddress, characters.count)
            }
        }
        return cmark_parser_finish(parser)
    }

    deinit {
        if let root { cmark_node_free(root) }
    }

    private borrowing func withRoot<Result>(
        _ body: (SourceNode) throws -> Result
    ) rethrows -> Result {
        try body(SourceNode(pointer: root))
    }
}
