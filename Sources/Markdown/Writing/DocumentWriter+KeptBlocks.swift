internal import CCmarkGFM

/// Elements of HTML that stand where blocks do. `details` and `figure` may hold blocks of Markdown and
/// end with what they stand in; `summary` and `figcaption` end with their own block of HTML.
extension DocumentWriter {
    /// A kept element that is open, and the node whose child its block of HTML is.
    struct OpenBlock {
        let name: KeptTag.Name
        let container: OpaquePointer?
        /// Whether something is in it.
        var hasContent = false
        /// Whether its summary or caption is there.
        var hasHeading = false
        /// Whether nothing may follow in it: a caption that is not the first comes last.
        var isFull = false
    }

    /// Writes a tag in a block of HTML, if it is to be kept there. No paragraph is open.
    ///
    /// - Returns: Whether it was.
    mutating func writeKeptBlock(_ tag: KeptTag, in container: OpaquePointer?) -> Bool {
        guard mayWriteKeptBlock(tag, in: container) else { return false }
        switch (tag.name, tag.isClosing) {
        case (.details, false), (.figure, false):
            closeKeptHeading()
            beginContent()
            html.startLine()
            html.append(tag.name == .figure ? "<figure>" : "<details")
            if tag.name == .details { html.append(tag.isOpen ? " open>" : ">") }
            html.append("\n")
            keptBlocks.append(OpenBlock(name: tag.name, container: container))
        case (.summary, false), (.figcaption, false):
            html.startLine()
            html.append(tag.name == .summary ? "<summary>" : "<figcaption>")
            let last = keptBlocks.count - 1
            keptBlocks[last].isFull = tag.name == .figcaption && keptBlocks[last].hasContent
            (keptBlocks[last].hasHeading, keptBlocks[last].hasContent) = (true, true)
            keptBlocks.append(OpenBlock(name: tag.name, container: container))
        case (let name, true):
            while let last = keptBlocks.last {
                closeLastBlock()
                if last.name == name { break }
            }
        default: return false
        }
        return true
    }

    /// Whether a tag can be written here: one that opens where its kind may stand, one that closes
    /// where it was opened.
    func mayWriteKeptBlock(_ tag: KeptTag, in container: OpaquePointer?) -> Bool {
        guard tag.name.isBlock, context.keptHTML.keeps(tag.name) else { return false }
        if tag.isClosing {
            return keptBlocks.contains { $0.name == tag.name && $0.container == container }
                && keptBlocks.last?.container == container
        }
        guard keptBlocks.count < Self.maximumKeptDepth else { return false }
        let last = keptBlocks.last
        switch tag.name {
        case .summary:
            return last?.name == .details && last?.container == container
                && last?.hasContent == false
        case .figcaption:
            return last?.name == .figure && last?.container == container
                && last?.hasHeading == false
        default: return true
        }
    }

    /// Whether text here stands in a summary or a caption, without paragraphs.
    var isInKeptHeading: Bool {
        keptBlocks.last.map { $0.name == .summary || $0.name == .figcaption } ?? false
    }

    /// Records that something is about to be written in the innermost open element.
    mutating func beginContent() {
        while let last = keptBlocks.last, last.isFull { closeLastBlock() }
        guard let last = keptBlocks.indices.last else { return }
        writeMissingSummary()
        keptBlocks[last].hasContent = true
    }

    /// Closes an open summary or caption, which ends with its block of HTML.
    mutating func closeKeptHeading() {
        while isInKeptHeading { closeLastBlock() }
    }

    /// Closes what was opened among the children of a node that ends.
    mutating func closeKeptBlocks(in container: OpaquePointer?) {
        while let last = keptBlocks.last, last.container == container { closeLastBlock() }
    }

    private mutating func closeLastBlock() {
        guard let last = keptBlocks.last else { return }
        closeKeptInBlock()
        writeMissingSummary()
        keptBlocks.removeLast()
        if last.name == .details || last.name == .figure { html.startLine() }
        html.append("</")
        html.append(escaping: last.name.rawValue)
        html.append(">\n")
    }

    /// Writes the summary that every `details` needs, where the text has none.
    private mutating func writeMissingSummary() {
        guard let last = keptBlocks.indices.last, keptBlocks[last].name == .details,
            !keptBlocks[last].hasHeading
        else { return }
        keptBlocks[last].hasHeading = true
        html.startLine()
        html.append("<summary>")
        html.append(escaping: context.words.details)
        html.append("</summary>\n")
    }
}
