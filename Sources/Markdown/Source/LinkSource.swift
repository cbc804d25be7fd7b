/// A text, and the places in it that are destinations of links.
struct LinkSource {
    struct Found: Equatable {
        let kind: LinkOccurrence.Kind
        let destination: String
        /// The index of the candidate that is this link's destination.
        let candidate: Int
    }

    private let bytes: [UInt8]
    private var candidates: [Range<Int>]
    private(set) var found: [Found] = []

    /// - Parameters:
    ///   - links: The links of `markdown`, if it was parsed already.
    ///   - isMarking: Marks every candidate, even where all of them must be destinations.
    init(_ markdown: String, known links: SourceLinks? = nil, isMarking: Bool = false) {
        bytes = Array(markdown.utf8)
        candidates = LinkCandidates.of(bytes)
        guard !candidates.isEmpty else { return }
        let links = links ?? SourceLinks(of: markdown)
        if !isMarking, areDestinations(of: links) {
            for (number, link) in links.inline.enumerated() {
                found.append(
                    Found(kind: link.kind, destination: link.address, candidate: number))
            }
            return
        }
        let prefix = markdown.absentMark("dandelion-link-", grownBy: "-")
        let original = links.all
        if find(original, marking: prefix) { return }
        // An address in what only looks like a destination is a link by itself.
        candidates.removeAll { LinkCandidates.isAddress(bytes[$0]) }
        _ = find(original, marking: prefix)
    }

    /// Finds the candidates that are destinations of links, by parsing the text again with marks in
    /// their place.
    ///
    /// - Returns: Whether the marked text has the same links as the original.
    private mutating func find(_ original: [SourceLinks.Link], marking prefix: String) -> Bool {
        let marked = SourceLinks(of: replacing { "\(prefix)\($0)x" }).all
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

    /// Whether every candidate is the destination of a link, in the order of the text, as can be
    /// told without marks.
    ///
    /// Where nothing defines links, a link that is none by itself has a `](` of its own. If there
    /// are as many such links as `](`, each of these is one; its address is the candidate then,
    /// letter by letter.
    private func areDestinations(of links: SourceLinks) -> Bool {
        let links = links.inline
        guard candidates.count == links.count,
            LinkCandidates.areAllInline(candidates, in: bytes)
        else { return false }
        return zip(candidates, links).allSatisfy { range, link in
            bytes[range].elementsEqual(link.address.utf8)
                && !bytes[range].contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }
        }
    }

    func line(of candidate: Int) -> Int {
        1 + bytes[..<candidates[candidate].lowerBound].count { $0 == 0x0A }
    }

    /// Returns the text with some of its destinations replaced.
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
}
