extension SourceNode {
    var inlineHTML: [SourceNode] {
        var found: [SourceNode] = []
        walk { if $0.kind == .inlineHTML { found.append($0) } }
        return found
    }

    var tags: [HTMLTags.Tag] { Array(HTMLTags(literal, includingUnpaired: true)) }
}
