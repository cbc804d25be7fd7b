extension MarkdownWriter {
    /// Inline Markdown, its white space still as ``InlineText`` has it.
    mutating func inline(_ nodes: [HTMLNode]) -> String {
        var text = ""
        for node in nodes {
            switch node {
            case .text(let content):
                text += InlineText.collapsed(MarkdownEscape.inline(content.withoutLineBreakMarks))
            case .comment(let comment, let line):
                noteComment(comment, line)
            case .element(let element):
                text += inline(element)
            }
        }
        return text
    }

    private mutating func inline(_ element: HTMLElement) -> String {
        let name = element.name
        if let reference = footnoteReference(element) { return reference }
        if kept.contains(name), !HTMLVocabulary.blocks.contains(name) {
            return keptInline(element)
        }
        switch name {
        case "br":
            return String(InlineText.lineBreak)
        case "a":
            return link(element)
        case "img":
            return image(element)
        case "sup" where element.isFootnoteReference:
            return inline(element.children)
        case "sup", "sub":
            return shifted(element)
        case "q":
            return "“" + inline(element.children) + "”"
        case "input" where element.attributes["type"]?.lowercased() == "checkbox":
            return element.attributes["checked"] == nil ? "[ ] " : "[x] "
        case "progress", "meter":
            return gauge(element)
        default:
            break
        }
        if HTMLVocabulary.emphasis.contains(name) {
            return InlineText.wrapped(inline(element.children), in: "*")
        }
        if HTMLVocabulary.strong.contains(name) {
            return InlineText.wrapped(inline(element.children), in: "**")
        }
        if HTMLVocabulary.deletion.contains(name) {
            return InlineText.wrapped(inline(element.children), in: "~~")
        }
        if HTMLVocabulary.code.contains(name) { return code(element) }
        if HTMLVocabulary.embedding.contains(name) { return embedded(element) }
        if HTMLVocabulary.dropped.contains(name) {
            drop(element)
            return ""
        }
        if HTMLVocabulary.blocks.contains(name) { return " " + inline(element.children) + " " }
        return reduced(element)
    }

    private mutating func noteComment(_ comment: String, _ line: Int) {
        let text = InlineText.line(comment)
        // The divider between summary and rest of Hugo, Zola and others.
        // Who keeps HTML in a text of their own knows what a comment is.
        guard text != "more", kept.isEmpty else { return }
        let shown = text.count > 60 ? text.prefix(59) + "…" : text[...]
        note(line, "the comment “\(shown)” was left out", isComment: true)
    }

    private mutating func link(_ element: HTMLElement) -> String {
        let text = inline(element.children)
        guard let address = element.attributes["href"] else { return text }
        if InlineText.line(element.text) == address, address.isPlainAddress {
            return "<\(address)>"
        }
        let destination = MarkdownDestination(address, title: element.attributes["title"])
        let shown = InlineText.line(text)
        guard !shown.isEmpty else {
            let isAnchor = element.attributes["id"] != nil || element.attributes["name"] != nil
            return !isAnchor && !address.isEmpty && !address.hasPrefix("#")
                ? "[\(MarkdownEscape.inline(address))](\(destination))" : text
        }
        let head = text.first == " " ? " " : ""
        let tail = text.last == " " ? " " : ""
        return "\(head)[\(shown)](\(destination))\(tail)"
    }

    private mutating func image(_ element: HTMLElement) -> String {
        let alternative = MarkdownEscape.inline(
            InlineText.line(element.attributes["alt"]?.withoutLineBreakMarks ?? ""))
        let source = element.attributes["src"] ?? element.attributes["data-src"] ?? ""
        guard !source.isEmpty else {
            if element.emptied.contains("src") || element.emptied.contains("data-src") {
                note(
                    element.line,
                    "<img> that holds its picture itself: its alternative text was kept")
                return alternative
            }
            note(element.line, "<img> without a source: its alternative text was kept")
            return alternative
        }
        let destination = MarkdownDestination(source, title: element.attributes["title"])
        return "![\(alternative)](\(destination))"
    }

    private mutating func embedded(_ element: HTMLElement) -> String {
        let inner = element.elements.first { $0.name == "source" || $0.name == "embed" }
        let source =
            element.attributes["src"] ?? element.attributes["data"] ?? inner?.attributes["src"]
        guard let source, !source.isEmpty else {
            note(element.line, "<\(element.name)> without a source: its text was kept")
            return inline(element.children)
        }
        note(element.line, "<\(element.name)> became a link to \(source)")
        let title = InlineText.line(
            element.attributes["title"] ?? element.attributes["aria-label"] ?? source)
        return "[\(MarkdownEscape.inline(title))](\(MarkdownDestination(source)))"
    }

    private mutating func code(_ element: HTMLElement) -> String {
        if let link = element.soleLink, let address = link.attributes["href"] {
            let destination = MarkdownDestination(address, title: link.attributes["title"])
            return "[\(CodeSpan.of(element.text))](\(destination))"
        }
        return CodeSpan.of(element.text)
    }

    /// Digits have raised and lowered forms of their own; other text stays on the line.
    private mutating func shifted(_ element: HTMLElement) -> String {
        let forms = Array(element.name == "sup" ? "⁰¹²³⁴⁵⁶⁷⁸⁹" : "₀₁₂₃₄₅₆₇₈₉")
        let digits = element.text.compactMap(\.wholeNumberValue)
        if !digits.isEmpty, digits.count == element.text.count, digits.allSatisfy({ $0 < 10 }) {
            return String(digits.map { forms[$0] })
        }
        return reduced(element)
    }

    /// What a bar shows, as text.
    private mutating func gauge(_ element: HTMLElement) -> String {
        note(element.line, "<\(element.name)> has no Markdown: its value was kept as text")
        let text = InlineText.line(inline(element.children))
        guard text.isEmpty, let value = element.attributes["value"] else { return text }
        return MarkdownEscape.inline(
            [value, element.attributes["max"]].compactMap(\.self)
                .joined(separator: "/"))
    }

    /// A footnote as cmark-gfm writes it, which meets us when Markdown stood within HTML.
    private func footnoteReference(_ element: HTMLElement) -> String? {
        guard element.isFootnoteReference,
            let target = element.elements.first?.attributes["href"], target.hasPrefix("#fn-")
        else { return nil }
        return "[^\(target.dropFirst(4))]"
    }

    private mutating func reduced(_ element: HTMLElement) -> String {
        let name = element.name
        let isKnown = HTMLVocabulary.reduced.contains(name)
        if isKnown {
            let title = element.attributes["title"].map { " (its title: \($0))" } ?? ""
            note(element.line, "<\(name)> has no Markdown: its text was kept\(title)")
        } else if name.contains("-") {
            note(element.line, "<\(name)> is not HTML: its text was kept")
        } else if !HTMLVocabulary.silent.contains(name) {
            // Most often an angle bracket that somebody forgot to escape: `Vec<T>`.
            note(element.line, "<\(name)> is not HTML: it was kept as text")
            return "\\<\(MarkdownEscape.inline(name))>" + inline(element.children)
        }
        return inline(element.children)
    }
}

extension HTMLElement {
    fileprivate var isFootnoteReference: Bool {
        name == "sup" && attributes["class"] == "footnote-ref"
    }

    /// The link that is all this element holds.
    fileprivate var soleLink: HTMLElement? {
        guard children.allSatisfy({ !$0.isBlank }), children.count == 1, let only = elements.first,
            only.name == "a"
        else { return nil }
        return only
    }
}

extension String {
    /// Whether this can stand between angle brackets as it is.
    fileprivate var isPlainAddress: Bool {
        (hasPrefix("https://") || hasPrefix("http://"))
            && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E && $0 != 0x5C }
    }

    var withoutLineBreakMarks: String {
        contains(InlineText.lineBreak) ? filter { $0 != InlineText.lineBreak } : self
    }
}
