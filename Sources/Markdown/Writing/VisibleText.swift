internal import CCmarkGFM

/// The visible text of inlines, without markup: for titles, identifiers, descriptions.
struct VisibleText {
    let context: MarkdownContext
    let source: MarkdownSource

    /// Returns the visible text of the inlines below a node.
    ///
    /// - Parameter typography: The typographic rules; `nil` leaves the marks as written.
    func below(_ root: OpaquePointer, typography: Typography? = nil) -> [UInt8] {
        var text = PlainText(capacity: 64)
        var typesetter = typography.map(Typesetter.init)
        NodeWalk.visit(below: root) { node, type in
            switch type {
            case CMARK_NODE_TEXT:
                let literal = NodeWalk.literal(of: node)
                if let set = typesetter?.set(literal) {
                    set.withUnsafeBufferPointer { appendVisible($0, to: &text) }
                } else {
                    appendVisible(literal, to: &text)
                }
            case CMARK_NODE_CODE:
                typesetter?.passWord()
                let code = NodeWalk.literal(of: node)
                if let restored = source.restored(code) {
                    text.append(restored)
                } else {
                    text.append(filtering: code)
                }
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
                typesetter?.passBreak()
                text.append(0x20)
            case CMARK_NODE_HTML_INLINE:
                switch InlineHTML(NodeWalk.literal(of: node)) {
                case .lineBreak: text.append(0x20)
                case .comment: break
                case .shown:
                    let tag = NodeWalk.literal(of: node)
                    if !isKept(tag) { appendVisible(tag, to: &text) }
                }
            default: break
            }
            return false
        }
        return text.bytes
    }

    private func isKept(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let tag = KeptTag.read(bytes, at: 0)?.tag else { return false }
        return !tag.name.isBlock && context.keptHTML.keeps(tag.name)
    }

    private func appendVisible(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout PlainText) {
        if let restored = source.restored(
            bytes, unescaping: true, show: { Array(shownName(of: $0).utf8) })
        {
            text.append(restored)
        } else {
            text.append(filtering: bytes)
        }
    }

    /// Returns the visible text of a held piece.
    func shownName(of held: HeldText) -> String {
        switch held.kind {
        case .mention(let id, let name):
            context.person(id, name)?.name ?? name ?? id
        case .entity:
            String(decoding: held.original, as: UTF8.self)
        }
    }
}
