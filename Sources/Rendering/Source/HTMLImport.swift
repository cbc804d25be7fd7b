internal import CCmarkGFM
internal import Markup

/// Replaces the HTML in a Markdown source by Markdown.
///
/// Blocks of HTML that belong together, and the Markdown between them, are told anew as one;
/// so is a paragraph, heading or table with HTML in it. All other lines stay as they are.
struct HTMLImport {
    private let lines: SourceLines
    private let definitions: [ClosedRange<Int>]
    private let manner: Manner
    private var edits: [SourceEdit] = []
    private var notes: [ImportNote] = []
    private var headingLevel = 1

    /// How much of the HTML becomes Markdown.
    enum Manner {
        /// All of it: of a text from elsewhere, whose lines are joined.
        case imported
        /// All but what texts of this pod may have, and what is no HTML.
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
                lines: lines, definitions: footnotes.map { $0.startLine...$0.lastLine },
                manner: manner)
            conversion.visit(root, &leaves)
            return (lines.replacing(conversion.edits), conversion.notes)
        }
    }

    private init(lines: SourceLines, definitions: [ClosedRange<Int>], manner: Manner) {
        self.lines = lines
        self.definitions = definitions
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

    /// Whether there is HTML among these nodes that is to become Markdown. Where all of it stays, what is
    /// no element is named.
    private mutating func isToConvert(_ nodes: [SourceNode]) -> Bool {
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

    /// Names what looks like a tag and is none, most often an angle bracket that somebody forgot to escape:
    /// `Vec<T>`.
    private mutating func nameUnknown(in node: SourceNode) {
        for tag in node.tags where !tag.isClosing && !HTMLVocabulary.knows(tag.name) {
            notes.append(
                ImportNote(
                    line: node.startLine,
                    message:
                        "<\(tag.spelling)> is no element of HTML: it is shown as it was written"))
        }
    }

    /// Has what looks like a tag within a line and is none read as text.
    private mutating func disarmUnknown(in nodes: [SourceNode]) {
        guard case .own = manner else { return }
        for node in nodes.flatMap(\.inlineHTML) {
            let tags = node.tags
            guard !tags.isEmpty, !tags.contains(where: { HTMLVocabulary.knows($0.name) }) else {
                continue
            }
            nameUnknown(in: node)
            cmark_node_set_literal(
                node.pointer,
                node.literal.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))
        }
    }

    private mutating func convert(_ nodes: [SourceNode], _ leaves: SourceLeaves) {
        guard let first = nodes.first, let range = range(of: nodes, leaves) else { return }
        disarmUnknown(in: nodes)
        var html = ""
        var sourceLines: [Int] = []
        let options = keepsBreaks ? CMARK_OPT_HARDBREAKS : 0
        for node in nodes {
            let rendered = node.html(options)
            let start = max(node.startLine, range.lowerBound)
            let end = min(max(node.lastLine, start), range.upperBound)
            for offset in 0..<rendered.utf8.count(where: { $0 == 0x0A }) {
                sourceLines.append(min(start + offset, end))
            }
            html += rendered
        }
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
        let text = markdown + kept(in: range, of: nodes)
        let placed = placed(text, at: range, first, leaves)
        var end = range.upperBound
        // Where all is gone, the blank lines behind it are no longer needed.
        while placed == nil, end < lines.count, lines[end + 1].isBlank { end += 1 }
        edits.append(SourceEdit(lines: range.lowerBound...end, text: placed))
    }

    private var keepsBreaks: Bool {
        if case .own(keepsBreaks: true) = manner { true } else { false }
    }

    /// The lines of `nodes`, without link definitions before them and blank lines behind.
    private func range(
        of nodes: [SourceNode], _ leaves: SourceLeaves
    ) -> ClosedRange<Int>? {
        guard let first = nodes.first, let last = nodes.last else { return nil }
        var start = first.startLine
        if first.kind == .paragraph {
            var own = leaves
            own.visit(first)
            guard let leaf = own.all.last else { return nil }
            start = leaf.firstTextLine
        } else if first.kind == .table {
            start = SourceLeaves.headLine(of: first)
        }
        var end = last.lastLine
        if last.startLine == 0 { end = last.next.map { SourceLeaves.headLine(of: $0) - 1 } ?? 0 }
        while end > start, lines[end].isBlank { end -= 1 }
        return start >= 1 && end >= start ? start...end : nil
    }

    /// Definitions of footnotes and links that stood among the lines, which others may need.
    private func kept(in range: ClosedRange<Int>, of nodes: [SourceNode]) -> String {
        var kept = ""
        for footnote in definitions where range.contains(footnote.lowerBound) {
            guard nodes.count > 1 else { continue }
            kept += "\n\n" + lines.text(footnote)
        }
        guard nodes.count > 1 else { return kept }
        var code: Set<Int> = []
        for node in nodes {
            node.walk { inner in
                guard inner.kind == .code, inner.startLine > 0 else { return }
                code.formUnion(inner.startLine...max(inner.startLine, inner.lastLine))
            }
        }
        for number in range where !code.contains(number) && lines[number].isLinkDefinition {
            kept += "\n\n" + lines.text(number...number)
        }
        return kept
    }

    /// The text behind the marks of the containers around it, parted from its neighbours.
    private func placed(
        _ text: String, at range: ClosedRange<Int>, _ node: SourceNode, _ leaves: SourceLeaves
    ) -> String? {
        let rest = leaves.continuation(of: node)
        let line = lines[range.lowerBound]
        let before = String(
            decoding: line.prefix(max(node.startColumn - 1, 0)), as: UTF8.self)
        // The first block of an item stands behind the item's mark.
        let isFirstOfItem =
            node.startLine == range.lowerBound && before.contains { !" \t>".contains($0) }
        let first = isFirstOfItem ? before : rest
        let blank = String(rest.reversed().drop { $0 == " " }.reversed())
        let followsText = range.lowerBound > 1 && !lines[range.lowerBound - 1].isBlank
        guard !text.isEmpty else {
            return isFirstOfItem ? before.trimmedAtEnd : followsText ? blank : nil
        }
        var placed = text.indented(first: first, rest: rest, blank: blank)
        let isParagraph = node.kind == .paragraph && node.parent?.kind != .document
        if followsText, !isFirstOfItem, node.kind == .html { placed = blank + "\n" + placed }
        if !isParagraph, node.kind == .html || node.kind == .table,
            range.upperBound < lines.count, !lines[range.upperBound + 1].isBlank
        {
            placed += "\n" + blank
        }
        return placed
    }
}

extension SourceNode {
    fileprivate var inlineHTML: [SourceNode] {
        var found: [SourceNode] = []
        walk { if $0.kind == .inlineHTML { found.append($0) } }
        return found
    }

    fileprivate var tags: [HTMLTags.Tag] { Array(HTMLTags(literal, includingUnpaired: true)) }
}

extension ArraySlice<UInt8> {
    /// Whether there is nothing but white space and the marks of quotes.
    fileprivate var isBlank: Bool {
        allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
    }

    /// `[label]: …`, but no footnote.
    fileprivate var isLinkDefinition: Bool {
        let text = self.drop { $0 == 0x20 }
        guard text.first == UInt8(ascii: "["), text.dropFirst().first != UInt8(ascii: "^"),
            let close = text.firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        return text[close...].dropFirst().first == UInt8(ascii: ":")
    }
}

extension String {
    fileprivate func indented(first: String, rest: String, blank: String) -> String {
        let lines = split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        return lines.map { index, line in
            index == 0 ? first + line : line.isEmpty ? blank : rest + line
        }.joined(separator: "\n")
    }

    fileprivate var trimmedAtEnd: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
