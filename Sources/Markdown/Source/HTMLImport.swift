internal import CCmarkGFM
internal import Markup

/// The replacement of HTML in a Markdown source by Markdown.
///
/// Blocks of HTML that belong together, and the Markdown between them, are told anew as one;
/// so is a paragraph, heading or table with HTML in it. All other lines stay as they are.
struct HTMLImport {
    private let lines: SourceLines
    /// The lines of each footnote.
    private let footnotes: [ClosedRange<Int>]
    let manner: Manner
    private var edits: [SourceEdit] = []
    var notes: [ImportNote] = []
    private var headingLevel = 1

    /// The share of the HTML that becomes Markdown.
    enum Manner {
        /// All HTML, for a text from elsewhere, whose lines are joined.
        case imported
        /// All HTML but the elements that texts of this pod may have, and angle brackets that are no HTML.
        case own(keepsBreaks: Bool)

        var kept: Set<String> {
            if case .own = self { KeptHTML.names } else { [] }
        }
    }

    static func converted(
        _ text: String, manner: Manner = .imported
    ) -> (text: String, notes: [ImportNote]) {
        guard text.holds(UInt8(ascii: "<")) else { return (text, []) }
        let lines = SourceLines(text)
        return SourceTree.withRoot(of: text) { root in
            var leaves = SourceLeaves(lines: lines)
            let footnotes = root.children.filter { $0.kind == .footnote && $0.startLine > 0 }
            var conversion = HTMLImport(
                lines: lines, footnotes: footnotes.map { $0.startLine...$0.lastLine },
                manner: manner)
            conversion.visit(root, &leaves)
            return (lines.replacing(conversion.edits), conversion.notes)
        }
    }

    private init(lines: SourceLines, footnotes: [ClosedRange<Int>], manner: Manner) {
        self.lines = lines
        self.footnotes = footnotes
        self.manner = manner
    }

    private mutating func visit(_ container: SourceNode, _ leaves: inout SourceLeaves) {
        let children = container.children
        let blocks = children.map { $0.kind == .html ? $0.literal : nil }
        var spans = HTMLSpans.of(blocks)[...]
        var index = 0
        while index < children.count {
            if let span = spans.first, span.lowerBound == index {
                spans.removeFirst()
                if isToConvert(children[span].filter { $0.kind == .html }) {
                    convert(Array(children[span]), leaves)
                    index = span.upperBound + 1
                    continue
                }
            }
            let child = children[index]
            switch child.kind {
            case .quote, .list, .item, .footnote:
                visit(child, &leaves)
            case .paragraph, .heading, .table:
                let tags = child.inlineHTML
                if !tags.isEmpty, isToConvert(tags) { convert([child], leaves) }
            default: break
            }
            if child.kind == .heading { headingLevel = child.headingLevel }
            index += 1
        }
    }

    private mutating func convert(_ nodes: [SourceNode], _ leaves: SourceLeaves) {
        let blocks = SourceBlocks(nodes: nodes, lines: lines, footnotes: footnotes, leaves: leaves)
        guard let range = blocks.range else { return }
        disarmUnknown(in: nodes)
        let (html, sourceLines) = blocks.html(
            at: range, options: keepsBreaks ? CMARK_OPT_HARDBREAKS : 0)
        let fragment: HTMLFragment
        do {
            fragment = try HTMLFragment(html)
        } catch {
            // The text stays as it is, and a post shows it so: nothing of it is lost.
            let line = error.line.flatMap { sourceLines.dropFirst($0 - 1).first }
            notes.append(
                ImportNote(
                    line: line ?? range.lowerBound,
                    message: "the HTML here was kept as text: \(error)"))
            return
        }
        let (markdown, found) = fragment.markdown(
            headingLevel: min(headingLevel + 1, 6), keeping: manner.kept)
        for note in found {
            let line =
                note.line <= sourceLines.count
                ? sourceLines[note.line - 1] : sourceLines.last ?? range.lowerBound
            notes.append(
                ImportNote(
                    line: line, kind: note.isComment ? .comment : .html, message: note.message))
        }
        edits.append(blocks.edit(at: range, to: markdown))
    }

    private var keepsBreaks: Bool {
        if case .own(keepsBreaks: true) = manner { true } else { false }
    }
}
