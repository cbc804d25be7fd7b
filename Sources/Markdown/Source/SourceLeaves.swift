/// The paragraphs and headings of a tree with their lines in the source, corrected where cmark-gfm
/// 0.29.0.gfm.6 reports them wrongly: a paragraph above a table has no lines, one with link
/// definitions before it starts at them, a setext heading may end a line late.
struct SourceLeaves {
    private(set) var all: [SourceLeaf] = []
    private let lines: SourceLines

    init(lines: SourceLines) {
        self.lines = lines
    }

    mutating func visit(_ node: SourceNode) {
        switch node.kind {
        case .paragraph: addParagraph(node)
        case .heading: addHeading(node)
        default: break
        }
    }

    private mutating func addParagraph(_ node: SourceNode) {
        var start = node.startLine
        var end = node.endLine
        if start == 0 {
            guard let table = node.next, table.kind == .table else { return }
            start = table.startLine
            end = Self.headLine(of: table) - 1
        }
        guard start >= 1, end >= start else { return }
        let containers = containers(of: node)
        let whole = SourceLeaf(
            node: node, lines: start...end, firstTextLine: start, containers: containers)
        all.append(
            SourceLeaf(
                node: node, lines: start...end,
                firstTextLine: start + definitionLines(of: whole), containers: containers))
    }

    private mutating func addHeading(_ node: SourceNode) {
        let start = node.startLine
        // One heading in `#` is one line; the others end in a line of = or -.
        guard start >= 1, node.endLine > start else { return }
        let containers = containers(of: node)
        let whole = SourceLeaf(
            node: node, lines: start...node.endLine, firstTextLine: start, containers: containers)
        guard let end = (start + 1...node.endLine).first(where: { whole.isUnderline(lines[$0]) }),
            end - 1 > start
        else { return }
        let text = SourceLeaf(
            node: node, lines: start...(end - 1), firstTextLine: start, containers: containers)
        all.append(
            SourceLeaf(
                node: node, lines: text.lines,
                firstTextLine: start + definitionLines(of: text), containers: containers))
    }

    /// Returns the line of a table's head, computed from its first row or from its last line.
    static func headLine(of table: SourceNode) -> Int {
        let rows = table.children
        return rows.count > 1 ? rows[1].startLine - 2 : table.endLine - 1
    }

    /// Counts the lines at the start of a paragraph that are link definitions.
    ///
    /// They are the longest start for which cmark creates no nodes.
    private func definitionLines(of leaf: SourceLeaf) -> Int {
        let first = leaf.node.startLine == 0 ? 1 : leaf.node.startColumn
        let start = lines[leaf.lines.lowerBound].dropFirst(max(0, first - 1))
        guard let bracket = start.first(where: { $0 != 0x20 && $0 != 0x09 }),
            bracket == UInt8(ascii: "[") || leaf.node.startLine == 0
        else { return 0 }
        var text = ""
        var definitions = 0
        for (index, number) in leaf.lines.enumerated() {
            let content = index == 0 ? start : leaf.content(of: lines[number])
            // Indented so far, a line that continues a paragraph starts nothing else.
            text += (index == 0 ? "" : "    ") + String(decoding: content, as: UTF8.self) + "\n"
            let isDefinition = SourceTree.withRoot(of: text) { $0.children.isEmpty }
            if isDefinition { definitions = index + 1 }
            if index - definitions > 3 { break }
        }
        return definitions
    }

    /// Returns the prefix of the lines that continue a block.
    func continuation(of node: SourceNode) -> String {
        containers(of: node).map { container in
            switch container {
            case .quote: "> "
            case .indent(let columns): String(repeating: " ", count: columns)
            }
        }.joined()
    }

    /// Returns the containers around a leaf, the outermost first.
    private func containers(of leaf: SourceNode) -> [SourceLeaf.Container] {
        var ancestors: [SourceNode] = []
        var next = leaf.parent
        while let node = next {
            ancestors.append(node)
            // cmark puts footnotes at the end, out of the quotes and items they stood in.
            next = node.parent
            if node.kind == .footnote, let root = next {
                ancestors += enclosing(node, below: root).reversed()
                next = nil
            }
        }
        var containers: [SourceLeaf.Container] = []
        var column = 1
        for node in ancestors.reversed() {
            switch node.kind {
            case .quote:
                containers.append(.quote)
                // The mark and a space, if the text does not follow at once.
                let content = node.children.first?.startColumn ?? 0
                column = node.startColumn + (content == node.startColumn + 1 ? 1 : 2)
            case .item:
                let content = contentColumn(of: node)
                containers.append(.indent(max(content - column, 0)))
                column = content
            case .footnote:
                containers.append(.indent(4))
                column += 4
            default: break
            }
        }
        return containers
    }

    /// Returns the quotes and items whose lines enclose those of a footnote, the outermost first.
    private func enclosing(_ footnote: SourceNode, below root: SourceNode) -> [SourceNode] {
        var enclosing: [SourceNode] = []
        var next: SourceNode? = root
        while let node = next {
            next = node.children.first {
                [.quote, .list, .item].contains($0.kind)
                    && $0.startLine <= footnote.startLine && $0.lastLine >= footnote.startLine
            }
            if let next { enclosing.append(next) }
        }
        return enclosing
    }

    /// Returns the column at which an item's text starts.
    private func contentColumn(of item: SourceNode) -> Int {
        if let first = item.children.first, first.startLine == item.startLine {
            // cmark counts the box of a task, four columns, to its mark.
            let hasBox = item.isTaskItem && first.kind == .paragraph
            return first.startColumn - (hasBox ? 4 : 0)
        }
        let mark = lines[item.startLine].dropFirst(max(item.startColumn - 1, 0))
        let digits = mark.prefix { (0x30...0x39).contains($0) }.count
        return item.startColumn + digits + 2
    }
}
