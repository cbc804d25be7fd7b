internal import CCmarkGFM

/// A walk over the nodes of one parsed text that writes its markup and its plain text, and collects
/// tags, mentions and images.
struct DocumentWriter {
    let context: MarkdownContext
    let source: MarkdownSource
    let extensions: SyntaxExtensions
    let visibleText: VisibleText
    /// Bytes of markup beyond which writing stops.
    let maximumBytes: Int

    var html: HTMLBuffer
    var plain: PlainText
    var collected = CollectedNames()
    var identifiers = HeadingIdentifiers()
    /// The names that headings have from their writer.
    var anchors = HeadingAnchors()
    var typesetter: Typesetter?
    var footnotes: FootnoteReferences?
    var table = TableState()

    /// The heading that the page shows itself.
    var omittedTitle: OpaquePointer?
    var title: String?
    var headingLevels = HeadingLevels()
    /// Whether that heading is being written, to be taken back at its end.
    var isOmitting = false
    /// The position in the output at which the markup of the current paragraph or omitted title
    /// starts.
    var blockStart = 0
    var blockContentStart = 0
    /// The note that is being written; 0 before the notes.
    var note = 0
    /// Whether the task is done whose box is still to be written.
    var pendingTask: Bool?
    /// The open links around the current position, each with whether it contains a tag.
    var openLinks: [Bool] = []
    var openAnchors = 0
    /// Whether a block of HTML is being shown: its colours and fragments are no tags.
    var isInHTML = false
    /// Elements of HTML that are open, within the line and around blocks.
    var keptInlines: [OpenInline] = []
    var keptBlocks: [OpenBlock] = []
    /// The number of inlines around the current position.
    var inlineDepth = 0
    /// Whether a `#` at the current place could start a tag.
    var isAfterSpace = true

    init(
        context: MarkdownContext, source: MarkdownSource, extensions: SyntaxExtensions,
        textBytes: Int, maximumBytes: Int
    ) {
        self.context = context
        self.source = source
        self.extensions = extensions
        self.maximumBytes = maximumBytes
        visibleText = VisibleText(context: context, source: source)
        typesetter = context.typography.map(Typesetter.init)
        html = HTMLBuffer(capacity: textBytes * 2 + 256)
        plain = PlainText(capacity: textBytes + 64)
    }

    /// Writes the text.
    ///
    /// - Returns: Whether all of it was written; if not, it came to too much.
    mutating func write(_ root: OpaquePointer) -> Bool {
        if context.readsAnchors { anchors = HeadingAnchors(in: root, idPrefix: context.idPrefix) }
        findTitle(in: root)
        if let omittedTitle { anchors.leaveOut(omittedTitle) }
        headingLevels = HeadingLevels(
            in: root, leavingOut: omittedTitle, top: context.headingLevel)
        footnotes = FootnoteReferences(in: root, leavingOut: omittedTitle)
        var node = root
        while html.count < maximumBytes {
            let type = cmark_node_get_type(node)
            if enter(node, type) {
                if let child = cmark_node_first_child(node) {
                    node = child
                    continue
                }
                exit(node, type)
            }
            while cmark_node_next(node) == nil || node == root {
                guard node != root, let parent = cmark_node_parent(node) else {
                    return html.count < maximumBytes
                }
                node = parent
                exit(node, cmark_node_get_type(node))
            }
            guard let sibling = cmark_node_next(node) else { break }
            node = sibling
        }
        return false
    }

    /// Writes what stands before a node's children.
    ///
    /// - Returns: Whether the children are to be written, and the node's end after them.
    private mutating func enter(_ node: OpaquePointer, _ type: cmark_node_type) -> Bool {
        if type == CMARK_NODE_TEXT {
            writeText(of: node)
            return false
        }
        if type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_INLINE) {
            return enterInline(node, type)
        }
        return enterBlock(node, type)
    }

    private mutating func exit(_ node: OpaquePointer, _ type: cmark_node_type) {
        if type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_INLINE) {
            exitInline(node, type)
        } else {
            exitBlock(node, type)
        }
    }

    consuming func rendered() -> RenderedText {
        html.startLine()
        plain.finish()
        return RenderedText(
            html: String(decoding: html.bytes, as: UTF8.self),
            title: title,
            name: title ?? plain.name,
            excerpt: plain.excerpt,
            plainText: String(decoding: plain.bytes, as: UTF8.self),
            tags: collected.tags,
            mentions: collected.mentions,
            images: collected.images,
            links: collected.links,
            isNSFW: collected.hasTag("nsfw"),
            isLong: plain.length > 1_000,
            isAsWritten: false)
    }
}
