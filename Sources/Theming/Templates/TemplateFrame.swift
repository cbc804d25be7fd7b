/// A tag that is open while a template is parsed, and all that was found in it.
struct TemplateFrame {
    /// The tag that opened the frame; `nil` for the template itself.
    let tag: TemplateTag?
    /// Whether this is a block that fills one of a parent, or within one.
    var isDefinition = false
    /// Bytes of white space that begin the first line of a definition: its other lines lose as many.
    var indent: Int?
    var nodes: [TemplateNode] = []
    var blocks: [TemplateBlock] = []

    var isParent: Bool { tag?.kind == .parent }

    /// Removes the white space that begins a line.
    ///
    /// - Returns: The part of it that is text.
    mutating func trim(_ space: Range<Int>) -> Range<Int> {
        guard isDefinition, !isParent else { return space }
        let indent = indent ?? space.count
        self.indent = indent
        return space.dropFirst(indent)
    }
}
