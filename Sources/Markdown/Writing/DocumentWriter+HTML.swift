extension DocumentWriter {
    /// Writes a block of HTML as a paragraph that shows it, line by line, but for what is kept of it.
    ///
    /// - Parameter container: The node that it is a child of.
    mutating func writeHTMLBlock(
        _ block: UnsafeBufferPointer<UInt8>, in container: OpaquePointer?
    ) {
        isInHTML = true
        defer { isInHTML = false }
        html.startLine()
        plain.startBlock()
        var state = HTMLText()
        var hasComments = true
        var position = 0
        while position < block.count {
            let piece = nextPiece(of: block, from: position, hasComments: &hasComments)
            let run = block.rebased(position..<piece.end)
            if run.contains(where: { !$0.isWhitespace }) {
                begin(&state)
                writeWords(run)
            } else if piece.tag != nil, state.isOpen, !state.isAfterBreak {
                writeText(run)
            }
            if let tag = piece.tag {
                write(tag, block.rebased(piece.end..<piece.next), in: container, &state)
            }
            if piece.breaks { state.isAfterBreak = true }
            position = piece.next
        }
        end(&state)
        closeKeptHeading()
    }

    /// Writes text of a block; in a summary or a caption, references stand for characters as in HTML.
    private mutating func writeWords(_ run: UnsafeBufferPointer<UInt8>) {
        guard isInKeptHeading, run.contains(UInt8(ascii: "&")), source.restored(run) == nil else {
            return writeText(run)
        }
        let words = KeptTag.unescaped(Array(run))
        html.append(escaping: words)
        plain.append(words)
    }

    /// The words of a block of HTML around the current place.
    private struct HTMLText {
        var isOpen = false
        var isParagraph = false
        var isAfterBreak = false
    }

    private mutating func begin(_ text: inout HTMLText) {
        if text.isOpen {
            if text.isAfterBreak { writeLineBreak() }
        } else {
            text.isOpen = true
            text.isParagraph = !isInKeptHeading
            if text.isParagraph {
                beginContent()
                html.startLine()
                html.append("<p>")
            }
        }
        text.isAfterBreak = false
    }

    private mutating func end(_ text: inout HTMLText) {
        closeKeptInBlock()
        if text.isOpen, text.isParagraph { html.append("</p>\n") }
        text = HTMLText()
    }

    private mutating func write(
        _ tag: KeptTag, _ bytes: UnsafeBufferPointer<UInt8>, in container: OpaquePointer?,
        _ text: inout HTMLText
    ) {
        if mayWriteKeptBlock(tag, in: container) {
            end(&text)
            _ = writeKeptBlock(tag, in: container)
        } else {
            begin(&text)
            if !writeKeptInline(tag) { writeLiteral(bytes) }
        }
    }

    /// Finds where the text from a position on ends, whether a break follows it or a tag that may be kept,
    /// and where the block goes on after that break, tag or comment.
    private func nextPiece(
        of block: UnsafeBufferPointer<UInt8>, from start: Int, hasComments: inout Bool
    ) -> (end: Int, breaks: Bool, tag: KeptTag?, next: Int) {
        var end = start
        while end < block.count {
            if block[end].isLineEnd { return (end, true, nil, end + 1) }
            if block[end] == UInt8(ascii: "<") {
                if let after = InlineHTML.lineBreakEnd(in: block, at: end) {
                    return (end, true, nil, after)
                }
                if hasComments, block.starts(with: "<!--", at: end) {
                    if let after = commentEnd(in: block, from: end) {
                        return (end, false, nil, after)
                    }
                    hasComments = false
                }
                if let (tag, after) = KeptTag.read(block, at: end),
                    context.keptHTML.keeps(tag.name)
                {
                    return (end, false, tag, after)
                }
            }
            end += 1
        }
        return (end, false, nil, end)
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
