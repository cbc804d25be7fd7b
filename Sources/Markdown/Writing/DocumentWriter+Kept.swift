internal import CCmarkGFM

/// Elements of HTML within a line: what is not closed in its block, or in the emphasis or link that it
/// stands in, is closed there, and an end without a start is text.
extension DocumentWriter {
    /// The depth of nested kept elements; deeper ones are shown as they were written.
    static let maximumKeptDepth = 16

    /// A kept element that is open, and how many inlines of Markdown are around it.
    struct OpenInline {
        let name: KeptTag.Name
        let depth: Int
    }

    private var containerDepth: Int { inlineDepth + openLinks.count }

    /// Writes a tag within a line, if it is to be kept there.
    ///
    /// - Returns: Whether it was.
    mutating func writeKeptInline(_ tag: KeptTag) -> Bool {
        guard !tag.name.isBlock, context.keptHTML.keeps(tag.name) else { return false }
        guard !tag.isClosing else { return closeKept(tag.name) }
        guard keptInlines.count + keptBlocks.count < Self.maximumKeptDepth else { return false }
        isAfterSpace = false
        keptInlines.append(OpenInline(name: tag.name, depth: containerDepth))
        html.append("<")
        html.append(escaping: tag.name.rawValue)
        if let title = tag.title {
            html.append(" title=\"")
            html.append(escaping: restored(attribute: title))
            html.append("\"")
        }
        html.append(">")
        return true
    }

    /// Closes the innermost such element of the same place, and what is open within.
    private mutating func closeKept(_ name: KeptTag.Name) -> Bool {
        guard
            let index = keptInlines.lastIndex(where: { $0.name == name }),
            keptInlines[index].depth == containerDepth
        else { return false }
        while keptInlines.count > index { closeLastKept() }
        return true
    }

    /// Closes what was opened within the inline of Markdown that ends now.
    mutating func closeKeptInInline() {
        guard !keptInlines.isEmpty else { return }
        while let last = keptInlines.last, last.depth >= containerDepth { closeLastKept() }
    }

    /// Closes what was opened in the block that ends now.
    mutating func closeKeptInBlock() {
        while !keptInlines.isEmpty { closeLastKept() }
    }

    private mutating func closeLastKept() {
        guard let last = keptInlines.popLast() else { return }
        html.append("</")
        html.append(escaping: last.name.rawValue)
        html.append(">")
    }

    /// Restores the held pieces in an attribute, with its character references decoded.
    private func restored(attribute bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { source.restored($0) ?? Array($0) }
    }
}
