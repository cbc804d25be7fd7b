/// The search for blocks of HTML that belong together: one opens an element that a later one
/// closes, as `<details>` and `</details>` with Markdown between them.
struct HTMLSpans {
    private typealias Open = (name: String, block: Int)

    private var open: [Open] = []
    private var counts: [String: Int] = [:]
    private var pairs: [(Int, Int)] = []

    /// Returns the runs of blocks to be read as one, each with its first and last index.
    ///
    /// - Parameter blocks: The HTML of each block; `nil` for one of Markdown.
    static func of(_ blocks: [String?]) -> [ClosedRange<Int>] {
        var spans = HTMLSpans()
        for (index, html) in blocks.enumerated() {
            guard let html else { continue }
            spans.pairs.append((index, index))
            for tag in HTMLTags(html) { spans.take(tag, at: index) }
        }
        var merged: [ClosedRange<Int>] = []
        for (first, last) in spans.pairs.sorted(by: { $0 < $1 }) {
            if let previous = merged.last, previous.upperBound >= first {
                merged[merged.count - 1] =
                    previous.lowerBound...max(previous.upperBound, last)
            } else {
                merged.append(first...last)
            }
        }
        return merged
    }

    private mutating func take(_ tag: HTMLTags.Tag, at block: Int) {
        if !tag.isClosing {
            open.append((tag.name, block))
            counts[tag.name, default: 0] += 1
        } else if counts[tag.name, default: 0] > 0 {
            while let last = open.popLast() {
                counts[last.name, default: 1] -= 1
                guard last.name == tag.name else { continue }
                if last.block != block { pairs.append((last.block, block)) }
                break
            }
        }
    }
}
