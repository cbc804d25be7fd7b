/// Marks of template languages in a source: Liquid's `{% %}`, Hugo's and Zola's `{{ }}`.
///
/// They are text here, never run, and named; lines between two of them stay lines. Only the code blocks of Jekyll are known:
/// `{% highlight swift %}` to `{% endhighlight %}` become a fence. Attack 34.
struct TemplateMarks {
    private(set) var notes: [ImportNote] = []
    private let text: String

    init(text: String) {
        self.text = text
    }

    /// Returns the text with the same number of lines, and with highlighted code in fences.
    mutating func fencingHighlights() -> String {
        guard text.holdsTemplateMarks else { return text }
        let lines = SourceLines(fenced())
        return SourceTree.withRoot(of: lines.text(1...lines.count)) { root in
            var edits: [Int: String] = [:]
            var pairs = PairedMarks()
            let leaves = Self.leaves(of: root, lines)
            for leaf in leaves {
                let hasMarks = leaf.node.hasTextWithMarks
                for number in leaf.lines where hasMarks || leaf.isHTML {
                    let line = String(decoding: lines[number], as: UTF8.self)
                    guard line.holdsTemplateMarks else { continue }
                    let text = leaf.isHTML ? line : Self.withoutCode(line)
                    guard text.holdsTemplateMarks else { continue }
                    note(number, text)
                    pairs.take(text, number: number)
                    // `{{<figure src="x">}}` is no HTML.
                    let literal = Self.withoutTags(line)
                    if literal != line, !leaf.isHTML, !line.contains("`") {
                        edits[number] = literal
                    }
                }
            }
            let kept = pairs.lines(upTo: lines.count)
            for leaf in leaves where leaf.node.kind == .paragraph && !kept.isEmpty {
                for number in leaf.lines.dropLast() where kept.contains(number) {
                    let line = edits[number] ?? String(decoding: lines[number], as: UTF8.self)
                    if !line.hasSuffix("  "), !line.hasSuffix("\\") { edits[number] = line + "  " }
                }
            }
            return lines.replacing(edits.map { SourceEdit(lines: $0...$0, text: $1) })
        }
    }

    /// Escapes the angle bracket of `{{<name` in a line, which would start a tag.
    private static func withoutTags(_ line: String) -> String {
        let parts = line.split(separator: "{{<", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts.first ?? "")) { text, part in
            text + (part.first?.isLetter == true ? "{{\\<" : "{{<") + part
        }
    }

    /// Returns the line without its code spans, in which marks are only shown.
    private static func withoutCode(_ line: String) -> String {
        guard line.contains("`") else { return line }
        var text = ""
        var rest = line[...]
        while let start = rest.firstIndex(of: "`") {
            let mark = rest[start...].prefix { $0 == "`" }
            text += rest[..<start]
            rest = rest[mark.endIndex...]
            if let end = rest.firstRange(of: mark) { rest = rest[end.upperBound...] }
        }
        return text + rest
    }

    private mutating func note(_ number: Int, _ line: String) {
        let start = line.firstRange(of: "{{") ?? line.firstRange(of: "{%")
        let mark = line[(start?.lowerBound ?? line.startIndex)...]
        let end = mark.firstRange(of: "}}") ?? mark.firstRange(of: "%}")
        let shown = mark[..<(end?.upperBound ?? mark.endIndex)]
        notes.append(
            ImportNote(
                line: number, kind: .template, message: "\(shown) is not run: it was kept as text"))
    }

    /// Replaces `{% highlight NAME %}` by the start of a fence, line by line.
    private mutating func fenced() -> String {
        guard text.holds("endhighlight") else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var start: Int?
        for (index, line) in lines.enumerated() {
            if line.trimmed == "{% endhighlight %}", let open = start {
                let words = lines[open].split(separator: " ")
                lines[open] = "~~~~~ " + (words.count > 3 ? String(words[2]) : "")
                lines[index] = "~~~~~"
                start = nil
                notes.append(
                    ImportNote(
                        line: open + 1, kind: .code, message: "{% highlight %} became a code block")
                )
            } else if line.trimmed.hasPrefix("{% highlight "), line.trimmed.hasSuffix("%}") {
                start = start ?? index
            }
        }
        return lines.joined(separator: "\n")
    }

    private typealias Leaf = (node: SourceNode, lines: ClosedRange<Int>, isHTML: Bool)

    private static func leaves(of root: SourceNode, _ lines: SourceLines) -> [Leaf] {
        var leaves: [Leaf] = []
        root.walk { node in
            switch node.kind {
            case .paragraph, .heading, .html, .table:
                let start = max(node.startLine, 1)
                guard node.startLine > 0, node.lastLine >= start else { return }
                leaves.append((node, start...node.lastLine, node.kind == .html))
            default: break
            }
        }
        return leaves
    }
}

extension SourceNode {
    /// Whether text outside code holds `{{` or `{%`.
    fileprivate var hasTextWithMarks: Bool {
        var found = false
        walk { node in
            guard node.kind == .text || node.kind == .inlineHTML || node.kind == .link else {
                return
            }
            let text = node.kind == .link ? node.address : node.literal
            if text.holdsTemplateMarks { found = true }
        }
        return found
    }
}

extension StringProtocol {
    /// Whether there is a `{{` or a `{%`, as characters; most texts do not even have the bytes.
    fileprivate var holdsTemplateMarks: Bool {
        (holds("{{") && contains("{{")) || (holds("{%") && contains("{%"))
    }
}
