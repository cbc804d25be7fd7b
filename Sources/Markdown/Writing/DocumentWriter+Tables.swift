internal import CCmarkGFM

extension DocumentWriter {
    /// Writes the frame in which a wide table scrolls; the keyboard can reach it.
    mutating func enterTable(_ node: OpaquePointer) {
        table = TableState()
        let columns = Int(cmark_gfm_extensions_get_table_columns(node))
        if let letters = cmark_gfm_extensions_get_table_alignments(node) {
            table.alignments = (0..<columns).map {
                switch letters[$0] {
                case UInt8(ascii: "l"): .left
                case UInt8(ascii: "c"): .center
                case UInt8(ascii: "r"): .right
                default: .none
                }
            }
        }
        html.startLine()
        html.append("<div class=\"table\" role=\"group\" aria-label=\"")
        html.append(escaping: context.words.table)
        html.append("\" tabindex=\"0\">\n<table>\n")
    }

    mutating func exitTable() {
        if table.hasBody { html.append("</tbody>\n") }
        html.append("</table>\n</div>\n")
    }

    mutating func enterRow(_ node: OpaquePointer) {
        plain.startBlock()
        table.column = 0
        table.isInHead = cmark_gfm_extensions_get_table_row_is_header(node) != 0
        if table.isInHead {
            html.append("<thead>\n")
        } else if !table.hasBody {
            table.hasBody = true
            html.append("<tbody>\n")
        }
        html.append("<tr>")
    }

    mutating func exitRow() {
        html.append(table.isInHead ? "</tr>\n</thead>\n" : "</tr>\n")
    }

    mutating func enterCell(_ node: OpaquePointer) {
        if table.column > 0 { plain.append(0x20) }
        table.cellIsHeader = table.isInHead && cmark_node_first_child(node) != nil
        html.append(table.cellIsHeader ? "<th scope=\"col\"" : "<td")
        switch table.alignment {
        case .none: html.append(">")
        case .left: html.append(" class=\"align-left\">")
        case .center: html.append(" class=\"align-center\">")
        case .right: html.append(" class=\"align-right\">")
        }
    }

    mutating func exitCell() {
        html.append(table.cellIsHeader ? "</th>" : "</td>")
        table.column += 1
    }
}
