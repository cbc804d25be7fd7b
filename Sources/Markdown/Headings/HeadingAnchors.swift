internal import CCmarkGFM

/// The names that a writer gave to headings of a text: `## Tides {#tides}`.
///
/// The markup has each as `-tides` behind the text's prefix, which no words of a heading come to; the post's own
/// page makes it the name alone (``HeadingOutline``).
struct HeadingAnchors {
    private var names: [OpaquePointer: String] = [:]
    private var known: Set<String> = []

    private static let maximumBytes = 80
    /// The names that the page has itself, in the themes of this program.
    private static let taken: Set<String> = ["main", "conversation", "conversation-title"]

    init() {}

    /// Reads the names, and takes them off the headings.
    ///
    /// One that the page has already, or another heading, is taken off too, and the heading called by its words.
    ///
    /// - Parameter idPrefix: Begins every other `id` of the text; none of these may.
    init(in root: OpaquePointer, idPrefix: String) {
        NodeWalk.visit(below: root) { node, type in
            if type == CMARK_NODE_HEADING, let last = cmark_node_last_child(node),
                cmark_node_get_type(last) == CMARK_NODE_TEXT,
                let (words, name) = Self.split(NodeWalk.literal(of: last))
            {
                cmark_node_set_literal(last, words)
                if Self.isFree(name, idPrefix: idPrefix), known.insert(name).inserted {
                    names[node] = name
                }
            }
            return type == CMARK_NODE_HEADING
        }
    }

    /// Removes the name of a heading that the text is shown without.
    mutating func leaveOut(_ heading: OpaquePointer) {
        if let name = names.removeValue(forKey: heading) { known.remove(name) }
    }

    /// Whether a heading may be given this name.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= maximumBytes && name.utf8.allSatisfy(isOfName)
            && !taken.contains(name)
    }

    /// Whether neither the page has the name nor another `id` of the text may be it.
    static func isFree(_ name: String, idPrefix: String) -> Bool {
        !taken.contains(name) && !name.hasPrefix(idPrefix + "-")
    }

    func identifier(of heading: OpaquePointer) -> String? { names[heading].map { "-" + $0 } }

    /// Returns the identifier of the heading with this name, if there is one.
    func identifier(named name: String) -> String? { known.contains(name) ? "-" + name : nil }

    /// Splits a heading into the words before `{#name}`, and the name; `nil` if the text does not
    /// end with one.
    private static func split(_ text: UnsafeBufferPointer<UInt8>) -> (words: String, name: String)?
    {
        guard text.last == UInt8(ascii: "}") else { return nil }
        let name = text.dropLast().suffix(maximumBytes).reversed().prefix { isOfName($0) }
        let start = text.count - 1 - name.count
        guard !name.isEmpty, text.starts(with: "{#", at: start - 2) else { return nil }
        var end = start - 2
        while end > 0, text[end - 1].isBlank { end -= 1 }
        return (
            String(decoding: text[..<end], as: UTF8.self),
            String(decoding: name.reversed(), as: UTF8.self)
        )
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: "-")
    }
}
