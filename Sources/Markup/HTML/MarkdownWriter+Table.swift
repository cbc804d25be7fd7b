extension MarkdownWriter {
    private typealias Row = (cells: [HTMLElement], isHeader: Bool)

    /// A table of GitHub Flavored Markdown; one whose cells hold more than a line of text is told
    /// cell after cell.
    mutating func table(_ table: HTMLElement) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        for caption in table.elements where caption.name == "caption" {
            blocks += self.blocks(caption.children)
        }
        let rows = rows(of: table, isHeader: false)
        guard !rows.isEmpty else {
            return blocks + self.blocks(table.children.filter { !$0.isCaption })
        }
        if rows.contains(where: { $0.cells.contains { $0.holdsTooMuchForCell } }) {
            note(table.line, "a <table> holds lists or code: its cells follow one another")
            return blocks
                + rows.flatMap { row in
                    row.cells.flatMap { self.blocks($0.children) }
                }
        }
        return blocks + [MarkdownBlock(kind: .other, text: grid(rows, line: table.line))]
    }

    private mutating func rows(of parent: HTMLElement, isHeader: Bool) -> [Row] {
        noteComments(in: parent.children)
        var rows: [Row] = []
        for element in parent.elements {
            switch element.name {
            case "thead": rows += self.rows(of: element, isHeader: true)
            case "tbody", "tfoot": rows += self.rows(of: element, isHeader: false)
            case "tr":
                noteComments(in: element.children)
                let cells = element.elements.filter { $0.name == "td" || $0.name == "th" }
                let areHeaders = !cells.isEmpty && cells.allSatisfy { $0.name == "th" }
                if !cells.isEmpty { rows.append((cells, isHeader || areHeaders)) }
            default: break
            }
        }
        return rows
    }

    private mutating func grid(_ rows: [Row], line: Int) -> String {
        var lines = rows.map { row in row.cells.flatMap { self.cells($0) } }
        let width = lines.map(\.count).max() ?? 1
        let alignments = rows[0].cells.map(\.alignment)
        // A Markdown table needs a head; without one in the HTML it is empty.
        if !rows[0].isHeader { lines.insert([], at: 0) }
        if rows.contains(where: { $0.cells.contains { $0.spans } }) {
            note(line, "a <table> has cells that span others: the others are empty")
        }
        var text = lines.map { row(of: $0, width: width) }
        let rule = (0..<width).map { $0 < alignments.count ? alignments[$0] : "---" }
        text.insert(row(of: rule, width: width), at: 1)
        return text.joined(separator: "\n")
    }

    /// One cell's text, and empty cells for the columns that it spans.
    private mutating func cells(_ cell: HTMLElement) -> [String] {
        let content = inline(cell.children)
        let text = InlineText.line(content).replacing("|", with: "\\|")
        if InlineText.paragraphs(content).first?.contains("\n") == true {
            note(cell.line, "a cell of a table has no breaks: a space was put")
        }
        let span = min(max(cell.attributes["colspan"].flatMap(Int.init) ?? 1, 1), 100)
        return [text] + Array(repeating: "", count: span - 1)
    }

    private func row(of cells: [String], width: Int) -> String {
        let padded = cells + Array(repeating: "", count: max(0, width - cells.count))
        return "| " + padded.joined(separator: " | ") + " |"
    }
}

extension HTMLElement {
    fileprivate var holdsTooMuchForCell: Bool {
        elements.contains {
            HTMLVocabulary.tooMuchForCell.contains($0.name) || $0.holdsTooMuchForCell
        }
    }

    fileprivate var spans: Bool {
        [attributes["rowspan"], attributes["colspan"]].contains { $0 != nil && $0 != "1" }
    }

    fileprivate var alignment: String {
        let style = (attributes["style"] ?? "").filter { $0 != " " }.lowercased()
        let align = attributes["align"]?.lowercased()
        for (name, rule) in [("left", ":--"), ("center", ":-:"), ("right", "--:")]
        where align == name || style.contains("text-align:\(name)") {
            return rule
        }
        return "---"
    }
}

extension HTMLNode {
    fileprivate var isCaption: Bool {
        if case .element(let element) = self { element.name == "caption" } else { false }
    }
}
