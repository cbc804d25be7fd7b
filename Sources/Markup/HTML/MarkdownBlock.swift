/// One block of Markdown, and what a neighbour must know of it.
struct MarkdownBlock {
    enum Kind: Equatable {
        case paragraph
        case fence
        case list(isOrdered: Bool, isAlternate: Bool)
        case other
    }

    let kind: Kind
    let text: String
}

extension MarkdownBlock {
    /// The blocks one below the other, blank lines between them.
    ///
    /// - Parameter isTight: Whether a list or fence follows its paragraph without a blank line.
    static func joined(_ blocks: [MarkdownBlock], isTight: Bool = false) -> String {
        var text = ""
        var previous: MarkdownBlock?
        for block in blocks {
            if let previous {
                text += isTight && block.mayInterrupt(previous) ? "\n" : "\n\n"
            }
            text += block.text
            previous = block
        }
        return text
    }

    private func mayInterrupt(_ previous: MarkdownBlock) -> Bool {
        guard previous.kind == .paragraph else { return false }
        switch kind {
        case .fence: return true
        // Only an ordered list that starts at one may interrupt a paragraph.
        case .list(let isOrdered, _): return !isOrdered || text.hasPrefix("1")
        case .paragraph, .other: return false
        }
    }
}

extension String {
    /// The lines, the first behind `first`, the others behind `rest`; blank lines stay empty
    /// but for what `rest` holds besides spaces.
    func indented(first: String, rest: String) -> String {
        let blank = String(rest.reversed().drop(while: { $0 == " " }).reversed())
        var lines: [String] = []
        for (index, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index == 0 {
                lines.append(first + line)
            } else {
                lines.append(line.isEmpty ? blank : rest + line)
            }
        }
        return lines.joined(separator: "\n")
    }
}
