internal import CCmarkGFM

extension DocumentWriter {
    /// Inlines within each other beyond this many are written without tags: no reader can tell
    /// them apart, and browsers give up on deeper trees.
    static let maximumInlineDepth = 64

    mutating func enterInline(_ node: OpaquePointer, _ type: cmark_node_type) -> Bool {
        switch type {
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
            writeLineBreak()
        case CMARK_NODE_CODE:
            html.append("<code>")
            writeLiteral(NodeWalk.literal(of: node))
            html.append("</code>")
        case CMARK_NODE_HTML_INLINE:
            writeInlineHTML(NodeWalk.literal(of: node))
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            writeFootnoteReference(node)
        case CMARK_NODE_IMAGE:
            writeImage(node)
        case CMARK_NODE_LINK:
            return enterLink(node)
        default:
            openInline(type)
            return true
        }
        return false
    }

    mutating func exitInline(_ node: OpaquePointer, _ type: cmark_node_type) {
        closeKeptInInline()
        if type == CMARK_NODE_LINK {
            exitLink()
        } else {
            closeInline(type)
        }
        isAfterSpace = false
    }

    private mutating func openInline(_ type: cmark_node_type) {
        inlineDepth += 1
        isAfterSpace = false
        guard inlineDepth <= Self.maximumInlineDepth else { return }
        if type == CMARK_NODE_EMPH { html.append("<em>") }
        if type == CMARK_NODE_STRONG { html.append("<strong>") }
        if type == extensions.strikethrough { html.append("<del>") }
    }

    private mutating func closeInline(_ type: cmark_node_type) {
        inlineDepth -= 1
        guard inlineDepth < Self.maximumInlineDepth else { return }
        if type == CMARK_NODE_EMPH { html.append("</em>") }
        if type == CMARK_NODE_STRONG { html.append("</strong>") }
        if type == extensions.strikethrough { html.append("</del>") }
    }

    private mutating func writeInlineHTML(_ tag: UnsafeBufferPointer<UInt8>) {
        switch InlineHTML(tag) {
        case .lineBreak: writeLineBreak()
        case .comment: break
        case .shown:
            if let kept = KeptTag.read(tag, at: 0)?.tag, writeKeptInline(kept) { return }
            writeLiteral(tag)
        }
    }
}
