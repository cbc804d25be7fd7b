internal import CCmarkGFM

extension DocumentWriter {
    /// Writes a run of text, its marks set as the text's language has them.
    mutating func writeText(of node: OpaquePointer) {
        let text = NodeWalk.literal(of: node)
        guard typesetter != nil else { return writeText(text) }
        guard !isAddress(text, below: cmark_node_parent(node)) else {
            writeText(text)
            typesetter?.passWord()
            return
        }
        if let set = typesetter?.set(text) {
            set.withUnsafeBufferPointer { writeText($0) }
        } else {
            writeText(text)
        }
    }

    /// Sets the marks of a text of its own, such as a caption.
    mutating func typeset(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        typesetter?.startBlock()
        return bytes.withUnsafeBufferPointer { typesetter?.set($0) } ?? bytes
    }

    /// Whether a link shows nothing but where it leads.
    private func isAddress(
        _ text: UnsafeBufferPointer<UInt8>, below parent: OpaquePointer?
    ) -> Bool {
        guard cmark_node_get_type(parent) == CMARK_NODE_LINK else { return false }
        let url = UnsafeBufferPointer(cString: cmark_node_get_url(parent))
        return url.count >= text.count && url[(url.count - text.count)...].elementsEqual(text)
    }
}
