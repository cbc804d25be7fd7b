internal import CCmarkGFM

/// The extensions of Markdown that texts are read with: tables, strikethrough, bare links, tasks.
///
/// cmark-gfm keeps its registry of extensions, and the table of characters that end a run of text,
/// in variables of the process; the latter it changes while it parses. So registration happens
/// once, and one thread parses at a time.
struct SyntaxExtensions: @unchecked Sendable {
    // The pointers lead to extensions that live as long as the process and never change.
    static let registered = SyntaxExtensions()

    let all: [OpaquePointer]
    /// Node types, numbered by the library when an extension is registered.
    let table: cmark_node_type
    let row: cmark_node_type
    let cell: cmark_node_type
    let strikethrough: cmark_node_type
    private let taskList: OpaquePointer?

    private init() {
        cmark_gfm_core_extensions_ensure_registered()
        all = ["table", "strikethrough", "autolink", "tasklist"].compactMap { (name: String) in
            cmark_find_syntax_extension(name)
        }
        taskList = cmark_find_syntax_extension("tasklist")
        let sample = Array("|~~a~~|\n|-|\n".utf8)
        let known = all
        let tree = CMarkLock.withLock {
            let parser = MarkdownParser(extensions: known)
            sample.withUnsafeBufferPointer { parser.feed($0) }
            return parser.makeTree()
        }
        let table = cmark_node_first_child(tree.root)
        let row = cmark_node_first_child(table)
        let cell = cmark_node_first_child(row)
        self.table = cmark_node_get_type(table)
        self.row = cmark_node_get_type(row)
        self.cell = cmark_node_get_type(cell)
        self.strikethrough = cmark_node_get_type(cmark_node_first_child(cell))
    }

    /// Parses a text whose containers and cells are within ``SourceLimits``.
    func parse(_ text: UnsafeBufferPointer<UInt8>) -> MarkdownTree {
        CMarkLock.withLock {
            let parser = MarkdownParser(extensions: all)
            parser.feed(text)
            return parser.makeTree()
        }
    }

    func isTask(_ item: OpaquePointer) -> Bool {
        taskList != nil && cmark_node_get_syntax_extension(item) == taskList
    }
}
