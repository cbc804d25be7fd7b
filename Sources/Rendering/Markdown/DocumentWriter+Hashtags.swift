internal import CCmarkGFM

extension DocumentWriter {
    /// Whether a paragraph ends the text and is nothing but tags, as many writers file a post: a
    /// theme that lists the tags itself need not show them twice.
    func isListOfTags(_ paragraph: OpaquePointer) -> Bool {
        guard cmark_node_next(paragraph) == nil, cmark_node_previous(paragraph) != nil,
            let parent = cmark_node_parent(paragraph),
            cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT
        else { return false }
        var child = cmark_node_first_child(paragraph)
        while let node = child {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: break
            case CMARK_NODE_TEXT:
                guard holdsTagsAlone(NodeWalk.literal(of: node)) else { return false }
            default: return false
            }
            child = cmark_node_next(node)
        }
        return true
    }

    private func holdsTagsAlone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            if text[index].isWhitespace {
                index += 1
                continue
            }
            guard text[index] == UInt8(ascii: "#"), let end = TagSyntax.end(in: text, from: index),
                end == text.count || text[end].isWhitespace
            else { return false }
            index = end
        }
        return true
    }
}
