internal import CCmarkGFM

/// Owner of a parser of cmark-gfm.
struct MarkdownParser: ~Copyable {
    private let parser: OpaquePointer

    init(extensions: [OpaquePointer]) {
        parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
        for syntax in extensions {
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
    }

    deinit { cmark_parser_free(parser) }

    /// Adds to the text. Zero bytes are read as U+FFFD.
    func feed(_ text: UnsafeBufferPointer<UInt8>) {
        text.withMemoryRebound(to: CChar.self) {
            cmark_parser_feed(parser, $0.baseAddress, $0.count)
        }
    }

    consuming func makeTree() -> MarkdownTree {
        MarkdownTree(root: cmark_parser_finish(parser))
    }
}
