internal import CXML2

/// Looks for long runs of combining marks in a document of libxml2, where references are characters already.
enum HTMLMarkRuns {
    /// Whether there is none, from text to text: whoever reads an element joins them.
    static func areBounded(below root: xmlNodePtr?) -> Bool {
        guard let root else { return true }
        var texts = MarkRuns()
        var next: xmlNodePtr? = root
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE {
                guard attributesAreBounded(of: node) else { return false }
                next = node.pointee.children
            } else {
                guard read(node.pointee.content, into: &texts) else { return false }
                next = nil
            }
            var ancestor: xmlNodePtr? = node
            while next == nil, let here = ancestor, here != root {
                next = here.pointee.next
                ancestor = here.pointee.parent
            }
        }
        return true
    }

    private static func attributesAreBounded(of node: xmlNodePtr) -> Bool {
        var next = node.pointee.properties
        while let attribute = next {
            var runs = MarkRuns()
            guard read(attribute.pointee.children?.pointee.content, into: &runs) else {
                return false
            }
            next = attribute.pointee.next
        }
        return true
    }

    private static func read(_ content: UnsafePointer<xmlChar>?, into runs: inout MarkRuns) -> Bool
    {
        guard let content else { return true }
        var length = 0
        while content[length] != 0 { length += 1 }
        return runs.read(UnsafeBufferPointer(start: content, count: length))
    }
}
