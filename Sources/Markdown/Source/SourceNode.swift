internal import CCmarkGFM

/// A node of a ``SourceTree``, lent for as long as the tree lives.
struct SourceNode {
    enum Kind: Equatable {
        case document, quote, list, item, code, html, paragraph, heading, rule, footnote
        case table, row, cell
        case text, softBreak, lineBreak, codeSpan, inlineHTML, link, image
        case other
    }

    let pointer: OpaquePointer?

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .code
        case CMARK_NODE_HTML_BLOCK: .html
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .rule
        case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .codeSpan
        case CMARK_NODE_HTML_INLINE: .inlineHTML
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: extensionKind
        }
    }

    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
    /// The last line, also where cmark-gfm 0.29.0.gfm.6 tells one too few: of HTML that ends by a
    /// mark of its own, and of whatever that ends.
    var lastLine: Int {
        if kind == .html {
            let newlines = literal.utf8.count { $0 == 0x0A }
            return max(endLine, startLine + newlines - (literal.hasSuffix("\n") ? 1 : 0))
        }
        guard kind == .quote || kind == .list || kind == .item || kind == .footnote else {
            return endLine
        }
        return max(
            endLine, cmark_node_last_child(pointer).map { SourceNode(pointer: $0).lastLine } ?? 0)
    }

    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    var isTaskItem: Bool { typeName == "tasklist" }

    var parent: SourceNode? {
        cmark_node_parent(pointer).map { SourceNode(pointer: $0) }
    }

    var next: SourceNode? {
        cmark_node_next(pointer).map { SourceNode(pointer: $0) }
    }

    var children: [SourceNode] {
        var children: [SourceNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            children.append(SourceNode(pointer: child))
            next = cmark_node_next(child)
        }
        return children
    }

    /// Visits this node and all below it, in the order of the text, without recursion.
    func walk(_ visit: (SourceNode) -> Void) {
        let iterator = cmark_iter_new(pointer)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            if event == CMARK_EVENT_ENTER {
                visit(SourceNode(pointer: cmark_iter_get_node(iterator)))
            }
        }
    }

    /// The structure and content of the tree except white space and breaks: equal for two texts
    /// that differ in nothing else.
    var shape: [UInt8] {
        var shape: [UInt8] = []
        walk { node in
            switch node.kind {
            case .softBreak, .lineBreak: return
            case .text: break
            case .item where node.isTaskItem:
                shape.append(cmark_gfm_extensions_get_tasklist_item_checked(node.pointer) ? 3 : 4)
            default: shape += "\u{1}\(cmark_node_get_type(node.pointer).rawValue)\u{2}".utf8
            }
            let literal = UnsafeBufferPointer(cString: cmark_node_get_literal(node.pointer))
            for byte in literal where byte > 0x20 { shape.append(byte) }
            shape += UnsafeBufferPointer(cString: cmark_node_get_url(node.pointer))
        }
        return shape
    }

    /// All text below this node.
    var plainText: String {
        var text = ""
        walk { node in
            switch node.kind {
            case .text, .codeSpan: text += node.literal
            case .softBreak, .lineBreak: text += " "
            default: break
            }
        }
        return text
    }

    func html(_ options: Int32 = 0) -> String {
        guard let html = cmark_render_html(pointer, CMARK_OPT_UNSAFE | options, nil) else {
            return ""
        }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        return String(cString: html)
    }

    private var extensionKind: Kind {
        switch typeName {
        case "table": .table
        case "table_header", "table_row": .row
        case "table_cell": .cell
        case "tasklist": .item
        default: .other
        }
    }

    private var typeName: String {
        cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? ""
    }
}
