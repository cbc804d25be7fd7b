/// Tells a tree of HTML as Markdown, block by block.
struct MarkdownWriter {
    /// Level of the heading that a `summary` becomes.
    var headingLevel: Int
    /// Names of elements that stay HTML.
    let kept: Set<String>
    private(set) var notes: [MarkupNote] = []

    init(headingLevel: Int, kept: Set<String> = []) {
        self.headingLevel = min(max(headingLevel, 1), 6)
        self.kept = kept
    }

    mutating func document(_ nodes: [HTMLNode]) -> String {
        MarkdownBlock.joined(blocks(nodes))
    }

    mutating func note(_ line: Int, _ message: String, isComment: Bool = false) {
        notes.append(MarkupNote(line: line, message: message, isComment: isComment))
    }

    /// The blocks of `nodes`; loose text between elements is a paragraph.
    mutating func blocks(_ nodes: [HTMLNode]) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var run: [HTMLNode] = []
        for node in nodes {
            if case .element(let element) = node, element.isBlock {
                blocks += paragraphs(run)
                run = []
                blocks += self.blocks(of: element, after: blocks.last)
            } else {
                run.append(node)
            }
        }
        return blocks + paragraphs(run)
    }

    private mutating func blocks(
        of element: HTMLElement, after previous: MarkdownBlock?
    ) -> [MarkdownBlock] {
        if kept.contains(element.name) { return keptBlocks(of: element) }
        switch element.name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            return heading(element.children, level: Int(element.name.dropFirst()) ?? 6)
        case "blockquote":
            let content = MarkdownBlock.joined(blocks(element.children))
            guard !content.isEmpty else { return [] }
            return [MarkdownBlock(kind: .other, text: content.indented(first: "> ", rest: "> "))]
        case "ul", "ol", "menu", "dir":
            return list(element, after: previous)
        case "pre":
            return [fence(element)]
        case "hr":
            return [MarkdownBlock(kind: .other, text: "***")]
        case "table":
            return table(element)
        case "details":
            return details(element)
        case "summary", "dt":
            return paragraphs(element.children).map {
                MarkdownBlock(kind: .paragraph, text: "**\($0.text)**")
            }
        case "dl":
            note(element.line, "<dl> has no Markdown: its terms are set in bold")
            return blocks(element.children)
        default:
            if HTMLVocabulary.dropped.contains(element.name) {
                drop(element)
                return []
            }
            if !HTMLVocabulary.blocks.contains(element.name), element.name != "span" {
                note(element.line, "<\(element.name)> around blocks: its content was kept")
            }
            return blocks(element.children)
        }
    }

    /// Names what was left out.
    mutating func drop(_ element: HTMLElement) {
        let source = element.attributes["src"] ?? element.attributes["href"]
        note(
            element.line,
            "<\(element.name)>\(source.map { " of \($0)" } ?? "") was left out")
    }

    mutating func heading(_ nodes: [HTMLNode], level: Int) -> [MarkdownBlock] {
        let text = InlineText.line(inline(nodes))
        guard !text.isEmpty else { return [] }
        var title = text
        // A closing sequence of # would be taken away.
        if title.hasSuffix("#") { title = title.dropLast() + "\\#" }
        return [
            MarkdownBlock(kind: .other, text: String(repeating: "#", count: level) + " " + title)
        ]
    }

    private mutating func details(_ element: HTMLElement) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var content: [HTMLNode] = []
        for child in element.children {
            if case .element(let summary) = child, summary.name == "summary" {
                blocks += heading(summary.children, level: headingLevel)
            } else {
                content.append(child)
            }
        }
        let level = headingLevel
        headingLevel = min(level + 1, 6)
        blocks += self.blocks(content)
        headingLevel = level
        return blocks
    }

    private func fence(_ element: HTMLElement) -> MarkdownBlock {
        var text = element.text
        // The first newline of a pre is not part of it.
        if text.hasPrefix("\n") { text.removeFirst() }
        while text.hasSuffix("\n") { text.removeLast() }
        let fence = String(repeating: "`", count: max(3, text.longestRun(of: "`") + 1))
        let code = element.elements.first { $0.name == "code" }
        let language = code?.language ?? element.language ?? ""
        return MarkdownBlock(kind: .fence, text: "\(fence)\(language)\n\(text)\n\(fence)")
    }

    /// The paragraphs of a run of inline content; two breaks in a row part them.
    private mutating func paragraphs(_ run: [HTMLNode]) -> [MarkdownBlock] {
        guard !run.isEmpty else { return [] }
        return InlineText.paragraphs(inline(run)).map {
            MarkdownBlock(kind: .paragraph, text: $0)
        }
    }
}

extension HTMLElement {
    /// Whether this element, or one in it, needs lines of its own.
    var isBlock: Bool {
        if HTMLVocabulary.blocks.contains(name) { return true }
        if name == "a" || HTMLVocabulary.embedding.contains(name) { return false }
        if HTMLVocabulary.dropped.contains(name) { return false }
        return elements.contains { $0.isBlock }
    }

    /// The language that the class or data of code names.
    fileprivate var language: String? {
        if let language = attributes["data-lang"] ?? attributes["lang"], language.isLanguageName {
            return language
        }
        for name in (attributes["class"] ?? "").split(whereSeparator: \.isWhitespace) {
            for prefix in ["language-", "lang-", "highlight-"] where name.hasPrefix(prefix) {
                let language = String(name.dropFirst(prefix.count))
                if language.isLanguageName { return language }
            }
        }
        return nil
    }
}

extension String {
    /// Whether this can stand behind the opening fence of a code block.
    fileprivate var isLanguageName: Bool {
        !isEmpty && utf8.count <= 40 && !contains { $0.isWhitespace || $0 == "`" }
    }

    /// Length of the longest run of `character`.
    func longestRun(of character: Character) -> Int {
        var longest = 0
        var current = 0
        for each in self {
            current = each == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
