extension DocumentWriter {
    /// Writes a block of HTML as a paragraph that shows it, line by line.
    mutating func writeHTMLBlock(_ block: UnsafeBufferPointer<UInt8>) {
        html.startLine()
        plain.startBlock()
        let start = html.count
        html.append("<p>")
        let contentStart = html.count
        isInHTML = true
        defer { isInHTML = false }
        var isAfterBreak = false
        var hasComments = true
        var position = 0
        while position < block.count {
            let piece = nextPiece(of: block, from: position, hasComments: &hasComments)
            let run = block.rebased(position..<piece.end)
            if run.contains(where: { !$0.isWhitespace }) {
                if isAfterBreak, html.count > contentStart { writeLineBreak() }
                isAfterBreak = false
                writeText(run)
            }
            if piece.breaks { isAfterBreak = true }
            position = piece.next
        }
        if html.count == contentStart {
            html.truncate(to: start)
        } else {
            html.append("</p>\n")
        }
    }

    /// Where the text from a position on ends, whether a break follows it, and where the block
    /// goes on after that break or comment.
    private func nextPiece(
        of block: UnsafeBufferPointer<UInt8>, from start: Int, hasComments: inout Bool
    ) -> (end: Int, breaks: Bool, next: Int) {
        var end = start
        while end < block.count {
            if block[end].isLineEnd { return (end, true, end + 1) }
            if block[end] == UInt8(ascii: "<") {
                if let after = InlineHTML.lineBreakEnd(in: block, at: end) {
                    return (end, true, after)
                }
                if hasComments, block.starts(with: "<!--", at: end) {
                    if let after = commentEnd(in: block, from: end) { return (end, false, after) }
                    hasComments = false
                }
            }
            end += 1
        }
        return (end, false, end)
    }

    private func commentEnd(in block: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start + 4
        while position + 2 < block.count {
            if block.starts(with: "-->", at: position) { return position + 3 }
            position += 1
        }
        return nil
    }
}
