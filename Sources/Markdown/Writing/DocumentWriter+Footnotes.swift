internal import CCmarkGFM

extension DocumentWriter {
    /// The number of links back from one note; without a limit a text of references would grow many
    /// times over.
    static let maximumBackReferences = 26

    mutating func writeFootnoteReference(_ node: OpaquePointer) {
        isAfterSpace = false
        guard !isOmitting else { return }
        let note = FootnoteReferences.number(of: node)
        let occurrence = footnotes?.next(to: note) ?? 1
        html.append("<sup>")
        if openLinks.isEmpty {
            html.append("<a href=\"#")
            writeNoteIdentifier(note)
            html.append("\" id=\"")
            writeReferenceIdentifier(note, occurrence)
            html.append("\" role=\"doc-noteref\" aria-label=\"")
            html.append(escaping: context.words.footnote)
            html.append(" ")
            html.append(note)
            html.append("\">")
            html.append(note)
            html.append("</a>")
        } else {
            html.append("<span id=\"")
            writeReferenceIdentifier(note, occurrence)
            html.append("\">")
            html.append(note)
            html.append("</span>")
        }
        html.append("</sup>")
    }

    mutating func enterFootnote() {
        html.startLine()
        if note == 0 {
            html.append("<section class=\"footnotes\"")
            if context.notesAreLandmark {
                html.append(" role=\"doc-endnotes\" aria-label=\"")
                html.append(escaping: context.words.footnotes)
                html.append("\"")
            }
            html.append(">\n<ol>\n")
        }
        note += 1
        html.append("<li id=\"")
        writeNoteIdentifier(note)
        html.append("\">\n")
    }

    mutating func exitFootnote(_ node: OpaquePointer) {
        let last = cmark_node_last_child(node)
        if last == nil || cmark_node_get_type(last) != CMARK_NODE_PARAGRAPH {
            html.startLine()
            html.append("<p>")
            writeBackReferences(after: "")
            html.append("</p>\n")
        }
        html.startLine()
        html.append("</li>\n")
    }

    /// Writes a link back to each reference to the current note.
    mutating func writeBackReferences(after space: StaticString) {
        let count = min(footnotes?.count(of: note) ?? 0, Self.maximumBackReferences)
        guard count > 0 else { return }
        for occurrence in 1...count {
            html.append(occurrence == 1 ? space : " ")
            html.append("<a href=\"#")
            writeReferenceIdentifier(note, occurrence)
            html.append("\" role=\"doc-backlink\" aria-label=\"")
            html.append(escaping: context.words.backToReference)
            html.append(" ")
            html.append(note)
            if occurrence > 1 {
                html.append("-")
                html.append(occurrence)
            }
            html.append("\">↩</a>")
        }
    }

    private mutating func writeNoteIdentifier(_ note: Int) {
        html.append(escaping: prefixed("fn:"))
        html.append(note)
    }

    private mutating func writeReferenceIdentifier(_ note: Int, _ occurrence: Int) {
        html.append(escaping: prefixed("fnref:"))
        html.append(note)
        if occurrence > 1 {
            html.append(":")
            html.append(occurrence)
        }
    }
}
