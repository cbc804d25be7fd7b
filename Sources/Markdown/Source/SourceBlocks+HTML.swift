extension SourceBlocks {
    /// Renders the blocks as HTML, with the line of the source for each line of HTML.
    ///
    /// - Parameter options: The options of cmark.
    func html(at range: ClosedRange<Int>, options: Int32) -> (text: String, lines: [Int]) {
        var html = ""
        var sourceLines: [Int] = []
        for node in nodes {
            let rendered = node.html(options)
            let start = max(node.startLine, range.lowerBound)
            let end = min(max(node.lastLine, start), range.upperBound)
            for offset in 0..<rendered.utf8.count(where: { $0 == 0x0A }) {
                sourceLines.append(min(start + offset, end))
            }
            html += rendered
        }
        return (html, sourceLines)
    }
}
