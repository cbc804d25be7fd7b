internal import CCmarkGFM

/// How often each note of a text is referred to.
struct FootnoteReferences {
    private var counts: [Int: Int] = [:]
    /// How many references to each note were written so far.
    private var written: [Int: Int] = [:]

    /// - Parameter title: A heading that is left out; references in it do not count.
    init(in root: OpaquePointer, leavingOut title: OpaquePointer?) {
        guard let last = cmark_node_last_child(root),
            cmark_node_get_type(last) == CMARK_NODE_FOOTNOTE_DEFINITION
        else { return }
        var counts: [Int: Int] = [:]
        NodeWalk.visit(below: root) { node, type in
            if type == CMARK_NODE_FOOTNOTE_REFERENCE {
                counts[Self.number(of: node), default: 0] += 1
            }
            return node == title || type == CMARK_NODE_IMAGE
        }
        self.counts = counts
    }

    static func number(of reference: OpaquePointer) -> Int {
        UnsafeBufferPointer(cString: cmark_node_get_literal(reference)).reduce(0) {
            $1.isDigit ? $0 &* 10 &+ Int($1 &- 0x30) : $0
        }
    }

    func count(of note: Int) -> Int { counts[note] ?? 0 }

    /// Which reference to the note the next one is, counted from 1.
    mutating func next(to note: Int) -> Int {
        let occurrence = (written[note] ?? 0) + 1
        written[note] = occurrence
        return occurrence
    }
}
