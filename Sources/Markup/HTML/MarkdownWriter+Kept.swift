internal import Escaping

/// Elements that stay HTML within the Markdown.
extension MarkdownWriter {
    /// An element within a line. What is in it is Markdown.
    mutating func keptInline(_ element: HTMLElement) -> String {
        let title = element.name == "abbr" ? element.attributes["title"] : nil
        let attribute =
            title.map { " title=\"\(HTMLEscaping.attribute.escaped(InlineText.line($0)))\"" } ?? ""
        let content = inline(element.children)
        // White space at the ends is the line's.
        return "<\(element.name)\(attribute)>\(content)</\(element.name)>"
    }

    /// `details` and `figure`, whose content is Markdown between blocks of HTML.
    mutating func keptBlocks(of element: HTMLElement) -> [MarkdownBlock] {
        let name = element.name
        guard name == "details" || name == "figure" else {
            if !HTMLVocabulary.blocks.contains(name) {
                note(element.line, "<\(name)> around blocks: its content was kept")
            }
            return blocks(element.children)
        }
        let heading = name == "details" ? "summary" : "figcaption"
        let isOpen = name == "details" && element.attributes["open"] != nil
        let start = isOpen ? "<\(name) open>" : "<\(name)>"
        var first: String?
        var last: String?
        var content: [HTMLNode] = []
        for child in element.children {
            guard case .element(let found) = child, found.name == heading,
                first == nil, last == nil
            else {
                content.append(child)
                continue
            }
            let line = "<\(heading)>\(keptText(found))</\(heading)>"
            // A caption stays where it is, above or below.
            if name == "details" || content.allSatisfy(\.isBlank) {
                first = line
            } else {
                last = line
            }
        }
        let opening = ([start] + [first].compactMap(\.self)).joined(separator: "\n")
        let closing = ([last].compactMap(\.self) + ["</\(name)>"]).joined(separator: "\n")
        return [MarkdownBlock(kind: .other, text: opening)] + blocks(content)
            + [MarkdownBlock(kind: .other, text: closing)]
    }

    /// The content of a line that Markdown does not read: text and elements that are kept.
    private mutating func keptText(_ element: HTMLElement) -> String {
        var text = ""
        for child in element.children {
            switch child {
            case .text(let content):
                text += HTMLEscaping.content.escaped(content.withoutLineBreakMarks)
            case .comment: break
            case .element(let inner):
                let name = inner.name
                if name == "br" {
                    text += "<br>"
                } else if kept.contains(name), !HTMLVocabulary.blocks.contains(name) {
                    text += "<\(name)>\(keptText(inner))</\(name)>"
                } else {
                    note(
                        inner.line,
                        "<\(name)> in <\(element.name)> has no Markdown: its text was kept")
                    text += keptText(inner)
                }
            }
        }
        return InlineText.line(text)
    }
}
