/// A text, and the places in it that are destinations of links.
struct LinkSource {
    struct Found {
        let kind: LinkOccurrence.Kind
        let destination: String
        /// Which of the places that look like destinations this is.
        let candidate: Int
    }

    private let bytes: [UInt8]
    private var candidates: [Range<Int>]
    private(set) var found: [Found] = []

    init(_ markdown: String) {
        bytes = Array(markdown.utf8)
        candidates = LinkCandidates.of(bytes)
        guard !candidates.isEmpty else { return }
        let prefix = Self.unusedPrefix(in: markdown)
        let original = Self.links(of: markdown)
        if find(original, marking: prefix) { return }
        // An address in what only looks like a destination is a link by itself.
        candidates.removeAll { LinkCandidates.isAddress(bytes[$0]) }
        _ = find(original, marking: prefix)
    }

    /// - Returns: Whether the marks left alone what is a link and what is none.
    private mutating func find(
        _ original: [(kind: LinkOccurrence.Kind, address: String)], marking prefix: String
    ) -> Bool {
        let marked = Self.links(of: replacing { "\(prefix)\($0)x" })
        guard original.count == marked.count else { return false }
        for (link, mark) in zip(original, marked)
        where link.kind == mark.kind && mark.address.hasPrefix(prefix) {
            guard let candidate = Int(mark.address.dropFirst(prefix.count).dropLast()),
                candidates.indices.contains(candidate)
            else { continue }
            found.append(
                Found(kind: link.kind, destination: link.address, candidate: candidate))
        }
        found.sort { $0.candidate < $1.candidate }
        return true
    }

    func line(of candidate: Int) -> Int {
        1 + bytes[..<candidates[candidate].lowerBound].count { $0 == 0x0A }
    }

    /// The text with some of its destinations replaced.
    func replacing(_ replacement: (Int) -> String?) -> String {
        var result: [UInt8] = []
        var index = 0
        for (number, range) in candidates.enumerated() {
            result += bytes[index..<range.lowerBound]
            result += replacement(number).map { Array($0.utf8) } ?? Array(bytes[range])
            index = range.upperBound
        }
        result += bytes[index...]
        return String(decoding: result, as: UTF8.self)
    }

    private static func links(
        of markdown: String
    ) -> [(kind: LinkOccurrence.Kind, address: String)] {
        SourceTree.withRoot(of: markdown) { root in
            var links: [(kind: LinkOccurrence.Kind, address: String)] = []
            root.walk { node in
                if node.kind == .link { links.append((.link, node.address)) }
                if node.kind == .image { links.append((.image, node.address)) }
            }
            return links
        }
    }

    private static func unusedPrefix(in markdown: String) -> String {
        var prefix = "dandelion-link-"
        while markdown.contains(prefix) { prefix += "-" }
        return prefix
    }
}
