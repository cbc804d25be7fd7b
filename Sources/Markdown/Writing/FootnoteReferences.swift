internal import CCmarkGFM

/// The numbers of references to the notes of a text.
struct FootnoteReferences {
    private var counts: [Int: Int] = [:]
    /// The number of references written so far, by note.
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

    /// Counts the next reference to a note and returns its number, from 1.
    mutating func next(to note: Int) -> Int {
        let occurrence = (written[note] ?? 0) + 1
        written[note] = occurrence
        return occurrence
    }
}
