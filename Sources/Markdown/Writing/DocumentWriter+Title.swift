internal import CCmarkGFM

extension DocumentWriter {
    static let maximumTitleLength = 200

    /// Takes the heading that starts the text, if it is short and holds no image, as its title.
    mutating func findTitle(in root: OpaquePointer) {
        guard let first = cmark_node_first_child(root),
            cmark_node_get_type(first) == CMARK_NODE_HEADING, !holdsImage(first)
        else { return }
        let words = visibleText.below(first, typography: context.typography)
        guard let text = TextCut.whole(words, within: Self.maximumTitleLength), !text.isEmpty
        else { return }
        title = text
        if context.isTitled { omittedTitle = first }
    }

    private func holdsImage(_ heading: OpaquePointer) -> Bool {
        var found = false
        NodeWalk.visit(below: heading) { _, type in
            if type == CMARK_NODE_IMAGE { found = true }
            return found
        }
        return found
    }
}
