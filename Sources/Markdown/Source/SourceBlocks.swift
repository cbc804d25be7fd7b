/// Consecutive blocks of a Markdown source, and their lines.
struct SourceBlocks {
    let nodes: [SourceNode]
    let lines: SourceLines
    /// The lines of each footnote of the source.
    let footnotes: [ClosedRange<Int>]
    let leaves: SourceLeaves

    /// The lines of the blocks, without link definitions before them and blank lines behind.
    var range: ClosedRange<Int>? {
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

    /// Returns the edit that replaces the blocks by a text; definitions among their lines stay,
    /// behind it.
    func edit(at range: ClosedRange<Int>, to text: String) -> SourceEdit {
        let replacement = nodes.first.flatMap {
            placed(text + definitions(in: range), at: range, $0)
        }
        var end = range.upperBound
        // Where all is gone, the blank lines behind it are no longer needed.
        while replacement == nil, end < lines.count, lines[end + 1].isBlank { end += 1 }
        return SourceEdit(lines: range.lowerBound...end, text: replacement)
    }

    /// Returns the definitions of footnotes and links among the lines, to which other blocks may
    /// refer.
    private func definitions(in range: ClosedRange<Int>) -> String {
        var kept = ""
        for footnote in footnotes where range.contains(footnote.lowerBound) {
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

    /// Returns the text behind the marks of the containers around it, separated from its
    /// neighbours.
    private func placed(
        _ text: String, at range: ClosedRange<Int>, _ node: SourceNode
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
