internal import CCmarkGFM

/// The access to nodes, and the steps through them without recursion: a text can nest them by the
/// ten thousand.
enum NodeWalk {
    /// Returns the node's own text, as the parser read it; valid as long as the tree is.
    static func literal(of node: OpaquePointer) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(cString: cmark_node_get_literal(node))
    }

    /// Returns the next node in the order of the text, within the tree below `root`.
    static func next(
        after node: OpaquePointer, within root: OpaquePointer, skippingChildren: Bool = false
    ) -> OpaquePointer? {
        if !skippingChildren, let child = cmark_node_first_child(node) { return child }
        var node = node
        while node != root {
            if let sibling = cmark_node_next(node) { return sibling }
            guard let parent = cmark_node_parent(node) else { return nil }
            node = parent
        }
        return nil
    }

    /// Calls `visit` for every node below `root`; it says whether to skip what is below the node.
    static func visit(
        below root: OpaquePointer, _ visit: (OpaquePointer, cmark_node_type) -> Bool
    ) {
        var current = next(after: root, within: root)
        while let node = current {
            let skips = visit(node, cmark_node_get_type(node))
            current = next(after: node, within: root, skippingChildren: skips)
        }
    }
}
