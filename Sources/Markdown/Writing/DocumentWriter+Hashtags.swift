internal import CCmarkGFM

extension DocumentWriter {
    /// Whether a paragraph ends the text, but for its notes, and is nothing but tags, as many writers file a
    /// post: a theme that lists the tags itself need not show them twice.
    func isListOfTags(_ paragraph: OpaquePointer) -> Bool {
        guard endsText(paragraph), cmark_node_previous(paragraph) != nil,
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

    /// Whether nothing follows but notes, which the parser puts behind all else.
    private func endsText(_ block: OpaquePointer) -> Bool {
        guard let next = cmark_node_next(block) else { return true }
        return cmark_node_get_type(next) == CMARK_NODE_FOOTNOTE_DEFINITION
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
