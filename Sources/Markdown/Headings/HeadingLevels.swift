internal import CCmarkGFM

/// The levels of a text's headings below the page's own title, whatever level they were written at.
///
/// The highest of them is the second unless said otherwise, and none is more than one level below the heading before it:
/// WCAG 2.2, technique G141.
struct HeadingLevels {
    /// The level of the heading entered last; the title's before the first.
    private(set) var current = 1
    private var highest = 1
    private var top = 2

    init() {}

    /// - Parameter top: The level that the highest of them are to have.
    init(in root: OpaquePointer, leavingOut title: OpaquePointer?, top: Int = 2) {
        self.top = top
        current = top - 1
        var found = 6
        NodeWalk.visit(below: root) { node, type in
            if type == CMARK_NODE_HEADING, node != title {
                found = min(found, Int(cmark_node_get_heading_level(node)))
            }
            return false
        }
        highest = found
    }

    mutating func enter(_ heading: OpaquePointer) {
        let level = Int(cmark_node_get_heading_level(heading)) - highest + top
        current = min(level, current + 1, 6)
    }
}
