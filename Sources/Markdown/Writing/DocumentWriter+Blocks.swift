internal import CCmarkGFM

extension DocumentWriter {
    mutating func enterBlock(_ node: OpaquePointer, _ type: cmark_node_type) -> Bool {
        isAfterSpace = true
        typesetter?.startBlock()
        if !keptBlocks.isEmpty, type != CMARK_NODE_HTML_BLOCK,
            cmark_node_parent(node) == keptBlocks.last?.container
        {
            beginContent()
        }
        switch type {
        case CMARK_NODE_PARAGRAPH:
            return enterParagraph(node)
        case CMARK_NODE_HEADING:
            enterHeading(node)
        case CMARK_NODE_BLOCK_QUOTE:
            html.startLine()
            html.append("<blockquote>\n")
        case CMARK_NODE_LIST:
            enterList(node)
        case CMARK_NODE_ITEM:
            enterItem(node)
        case CMARK_NODE_CODE_BLOCK:
            writeCodeBlock(node)
            return false
        case CMARK_NODE_HTML_BLOCK:
            writeHTMLBlock(NodeWalk.literal(of: node), in: cmark_node_parent(node))
            return false
        case CMARK_NODE_THEMATIC_BREAK:
            html.startLine()
            html.append("<hr>\n")
            return false
        case CMARK_NODE_FOOTNOTE_DEFINITION:
            closeKeptBlocks(in: cmark_node_parent(node))
            enterFootnote()
        case extensions.table:
            enterTable(node)
        case extensions.row:
            enterRow(node)
        case extensions.cell:
            enterCell(node)
        default:
            break
        }
        return true
    }

    mutating func exitBlock(_ node: OpaquePointer, _ type: cmark_node_type) {
        closeKeptInBlock()
        closeKeptBlocks(in: node)
        switch type {
        case CMARK_NODE_PARAGRAPH:
            exitParagraph(node)
        case CMARK_NODE_HEADING:
            exitHeading()
        case CMARK_NODE_BLOCK_QUOTE:
            html.startLine()
            html.append("</blockquote>\n")
        case CMARK_NODE_LIST:
            html.append(
                cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n")
        case CMARK_NODE_ITEM:
            html.append("</li>\n")
        case CMARK_NODE_FOOTNOTE_DEFINITION:
            exitFootnote(node)
        case CMARK_NODE_DOCUMENT:
            if note > 0 { html.append("</ol>\n</section>\n") }
        case extensions.table:
            exitTable()
        case extensions.row:
            exitRow()
        case extensions.cell:
            exitCell()
        default:
            break
        }
    }

    private mutating func enterParagraph(_ node: OpaquePointer) -> Bool {
        if note == 0, pendingTask == nil, writeFigure(node) { return false }
        plain.startBlock(as: place(of: node))
        if isTight(node) { return true }
        html.startLine()
        blockStart = html.count
        if isListOfTags(node) {
            html.append("<p class=\"hashtags\">")
        } else {
            html.append("<p>")
        }
        writePendingTask()
        blockContentStart = html.count
        return true
    }

    private mutating func exitParagraph(_ node: OpaquePointer) {
        if note == 0, isListOfTags(node) {
            plain.endTags()
        } else if note == 0 {
            plain.endParagraph()
        }
        if isTight(node) { return }
        let parent = cmark_node_parent(node)
        if cmark_node_get_type(parent) == CMARK_NODE_FOOTNOTE_DEFINITION,
            cmark_node_next(node) == nil
        {
            writeBackReferences(after: " ")
        }
        if html.count == blockContentStart {
            html.truncate(to: blockStart)
        } else {
            html.append("</p>\n")
        }
    }

    /// Whether the paragraph belongs to a list whose items are not set apart.
    private func isTight(_ paragraph: OpaquePointer) -> Bool {
        guard let item = cmark_node_parent(paragraph),
            cmark_node_get_type(item) == CMARK_NODE_ITEM
        else { return false }
        return cmark_node_get_list_tight(cmark_node_parent(item)) != 0
    }

    private func place(of paragraph: OpaquePointer) -> TextBeginning.Place {
        guard cmark_node_get_type(cmark_node_parent(paragraph)) == CMARK_NODE_ITEM else {
            return .alone
        }
        return cmark_node_previous(paragraph) == nil ? .item : .restOfItem
    }

    /// Writes a heading below the page's own title; see ``HeadingLevels``.
    private mutating func enterHeading(_ node: OpaquePointer) {
        html.startLine()
        plain.startBlock()
        blockStart = html.count
        isOmitting = node == omittedTitle
        if isOmitting { return }
        headingLevels.enter(node)
        html.append("<h")
        html.append(headingLevels.current)
        let anchor = anchors.identifier(of: node)
        if let identifier = anchor ?? identifiers.make(from: visibleText.below(node)) {
            html.append(" id=\"")
            html.append(escaping: prefixed(identifier))
            html.append("\"")
        }
        html.append(">")
    }

    private mutating func exitHeading() {
        if isOmitting {
            html.truncate(to: blockStart)
            isOmitting = false
            plain.endTitle()
            return
        }
        html.append("</h")
        html.append(headingLevels.current)
        html.append(">\n")
    }

    private mutating func enterList(_ node: OpaquePointer) {
        html.startLine()
        guard cmark_node_get_list_type(node) == CMARK_ORDERED_LIST else {
            html.append("<ul>\n")
            return
        }
        let start = Int(cmark_node_get_list_start(node))
        if start == 1 {
            html.append("<ol>\n")
        } else {
            html.append("<ol start=\"")
            html.append(start)
            html.append("\">\n")
        }
    }

    private mutating func enterItem(_ node: OpaquePointer) {
        guard extensions.isTask(node) else {
            html.append("<li>")
            return
        }
        html.append("<li class=\"task\">")
        pendingTask = cmark_gfm_extensions_get_tasklist_item_checked(node)
        let first = cmark_node_first_child(node)
        if cmark_node_get_list_tight(cmark_node_parent(node)) != 0 || first == nil
            || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH
        {
            writePendingTask()
        }
    }

    /// Writes the box of a task whose item has just begun, beside its first words.
    private mutating func writePendingTask() {
        guard let isDone = pendingTask else { return }
        pendingTask = nil
        html.append("<input type=\"checkbox\" disabled")
        if isDone { html.append(" checked") }
        html.append(" aria-label=\"")
        html.append(escaping: context.words.task)
        html.append("\"> ")
    }

    /// Writes code in a frame that scrolls; the keyboard can reach it.
    private mutating func writeCodeBlock(_ node: OpaquePointer) {
        html.startLine()
        plain.startBlock()
        let info = restoredString(cmark_node_get_fence_info(node))
        let language = info.prefix { $0 != " " && $0 != "\t" && $0 != "," && $0 != "{" }
        if language.isEmpty {
            html.append("<pre tabindex=\"0\"><code>")
        } else {
            html.append("<pre tabindex=\"0\"><code class=\"language-")
            html.append(escaping: String(language))
            html.append("\">")
        }
        writeLiteral(NodeWalk.literal(of: node))
        html.append("</code></pre>\n")
    }
}
