extension MarkdownWriter {
    /// A list; it takes the other marker if it follows a list that it would run into.
    mutating func list(_ list: HTMLElement, after previous: MarkdownBlock?) -> [MarkdownBlock] {
        let isOrdered = list.name == "ol"
        let isAlternate = previous?.kind == .list(isOrdered: isOrdered, isAlternate: false)
        let isTight = !list.elements.contains { item in
            item.elements.contains { $0.name == "p" }
        }
        var number = isOrdered ? list.attributes["start"].flatMap(Int.init) ?? 1 : 0
        number = max(0, min(number, 999_999_000))
        var items: [String] = []
        for node in list.children where !node.isBlank {
            let marker: String
            if isOrdered {
                marker = "\(number)" + (isAlternate ? ") " : ". ")
                number += 1
            } else {
                marker = isAlternate ? "* " : "- "
            }
            items.append(item(node, marker: marker, isTight: isTight))
        }
        noteComments(in: list.children)
        guard !items.isEmpty else { return [] }
        return [
            MarkdownBlock(
                kind: .list(isOrdered: isOrdered, isAlternate: isAlternate),
                text: items.joined(separator: isTight ? "\n" : "\n\n"))
        ]
    }

    /// Comments between items or cells have no place of their own, but are named.
    mutating func noteComments(in nodes: [HTMLNode]) {
        _ = inline(nodes.filter { if case .comment = $0 { true } else { false } })
    }

    private mutating func item(_ node: HTMLNode, marker: String, isTight: Bool) -> String {
        var content = [node]
        if case .element(let element) = node, element.name == "li" { content = element.children }
        let text = MarkdownBlock.joined(blocks(content), isTight: isTight)
        guard !text.isEmpty else { return String(marker.dropLast()) }
        return text.indented(
            first: marker, rest: String(repeating: " ", count: marker.count))
    }
}
