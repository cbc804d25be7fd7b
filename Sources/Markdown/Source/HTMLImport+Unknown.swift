internal import CCmarkGFM
internal import Escaping
internal import Markup

extension HTMLImport {
    /// Whether there is HTML among these nodes that is to become Markdown. Where all of it stays, what is
    /// no element is named.
    mutating func isToConvert(_ nodes: [SourceNode]) -> Bool {
        guard case .own = manner else { return true }
        guard
            !nodes.contains(where: {
                $0.tags.contains { HTMLVocabulary.knows($0.name) && !isKept($0) }
            })
        else { return true }
        for node in nodes { nameUnknown(in: node) }
        return false
    }

    private func isKept(_ tag: HTMLTags.Tag) -> Bool {
        tag.name == "br" || manner.kept.contains(tag.name)
    }

    /// Adds notes about tags that are shown as they were written: those of no element, most often
    /// an angle bracket that somebody forgot to escape (`Vec<T>`), and those of blocks within a
    /// line.
    private mutating func nameUnknown(in node: SourceNode) {
        for tag in node.tags where !tag.isClosing {
            let reason: String
            if !HTMLVocabulary.knows(tag.name) {
                reason = "is no element of HTML: it is shown as it was written"
            } else if node.kind == .inlineHTML, HTMLVocabulary.blocks.contains(tag.name) {
                reason = "does not begin a line: it is shown as it was written"
            } else {
                continue
            }
            notes.append(
                ImportNote(line: node.startLine, message: "<\(tag.spelling)> \(reason)"))
        }
    }

    /// Escapes text that looks like a tag within a line and is none.
    mutating func disarmUnknown(in nodes: [SourceNode]) {
        guard case .own = manner else { return }
        for node in nodes.flatMap(\.inlineHTML) {
            let tags = node.tags
            guard !tags.isEmpty, !tags.contains(where: { HTMLVocabulary.knows($0.name) }) else {
                continue
            }
            nameUnknown(in: node)
            cmark_node_set_literal(
                node.pointer,
                HTMLEscaping.minimal.escaped(node.literal))
        }
    }
}
