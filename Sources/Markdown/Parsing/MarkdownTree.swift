internal import CCmarkGFM

/// Owner of the nodes of a parsed text.
struct MarkdownTree: ~Copyable {
    let root: OpaquePointer

    init(root: OpaquePointer) { self.root = root }

    deinit { cmark_node_free(root) }
}
