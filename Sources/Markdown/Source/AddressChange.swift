internal import Foundation

/// A pod's old and new address, for rewriting the texts of its people.
///
/// Changed is where links and pictures lead, addresses that are links by themselves among them, and whom mentions and
/// `diaspora://` links name. Prose and code stay. A place is one of these only if cmark finds it so: each is replaced by a
/// mark of its own, and counts if the mark then stands where a link leads or, for IDs, in text.
public struct AddressChange: Sendable, Equatable {
    /// The old URL, with a slash at the end.
    let oldURL: String
    let newURL: String
    /// The right sides of IDs.
    let oldAuthority: String
    let newAuthority: String

    /// - Parameters:
    ///   - oldURL: Scheme and authority, and a slash at the end, as `newURL`.
    ///   - oldAuthority: The right side of IDs, as `newAuthority`.
    public init(oldURL: String, newURL: String, oldAuthority: String, newAuthority: String) {
        self.oldURL = oldURL
        self.newURL = newURL
        self.oldAuthority = oldAuthority
        self.newAuthority = newAuthority
    }

    /// Returns a text after the change, and the number of changed places.
    public func text(_ markdown: String) -> (text: String, places: Int) {
        let source = Array(markdown.utf8)
        let candidates = candidates(in: source)
        guard !candidates.isEmpty else { return (markdown, 0) }
        let prefix = markdown.absentMark("dandelionmark", grownBy: "z")
        let marked = replacing(candidates, in: source) { number, candidate in
            candidate.isID ? "\(prefix)\(number)x" : "http://\(prefix)\(number)x.example/"
        }
        let found = Self.found(candidates, marked: marked, by: prefix)
        guard !found.isEmpty else { return (markdown, 0) }
        let text = replacing(candidates, in: source) { number, candidate in
            found.contains(number) ? candidate.replacement : nil
        }
        return (text, found.count)
    }

    // MARK: - Places that may be meant

    private struct Candidate {
        let range: Range<Int>
        let replacement: String
        /// Whether it is a mention or a `diaspora://` link, and not an address of the web.
        let isID: Bool
    }

    private func candidates(in source: [UInt8]) -> [Candidate] {
        (addresses(in: source) + ids(in: source))
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
            .reduce(into: []) { kept, candidate in
                let end = kept.last?.range.upperBound ?? 0
                if candidate.range.lowerBound >= end { kept.append(candidate) }
            }
    }

    /// Finds the occurrences of the pod's URL, without the slash at its end, whatever path follows.
    private func addresses(in source: [UInt8]) -> [Candidate] {
        let old = Array(oldURL.utf8.dropLast())
        return Self.places(of: old, in: source).compactMap { start in
            let end = start + old.count
            let before = start > 0 ? source[start - 1] : 0x20
            let after = end < source.count ? source[end] : 0x20
            guard !before.isAlphanumeric, !Self.continuesAuthority(after, source, end) else {
                return nil
            }
            // With the slash, so that the mark is a whole address too.
            let hasSlash = after == UInt8(ascii: "/")
            return Candidate(
                range: start..<(hasSlash ? end + 1 : end),
                replacement: hasSlash ? newURL : String(newURL.dropLast()), isID: false)
        }
    }

    /// Finds the IDs of people of the pod in mentions and `diaspora://` links.
    private func ids(in source: [UInt8]) -> [Candidate] {
        let old = Array("@\(oldAuthority)".utf8)
        return Self.places(of: old, in: source).compactMap { at in
            let end = at + old.count
            guard end < source.count else { return nil }
            if source[end] == UInt8(ascii: "}") {
                let line = source[..<at].lastIndex { $0.isLineEnd } ?? -1
                guard
                    let start = source[(line + 1)..<at].lastIndex(of: UInt8(ascii: "{")), start > 0,
                    source[start - 1] == UInt8(ascii: "@")
                else { return nil }
                return candidate(start - 1..<end + 1, changing: at..<end, in: source)
            }
            guard source[end] == UInt8(ascii: "/"),
                let start = source[..<at].lastIndex(of: UInt8(ascii: ":")), start >= 8,
                source[(start - 8)..<start].elementsEqual("diaspora".utf8),
                source[(start + 1)...].starts(with: "//".utf8)
            else { return nil }
            return candidate(start - 8..<end, changing: at..<end, in: source)
        }
    }

    private func candidate(
        _ range: Range<Int>, changing id: Range<Int>, in source: [UInt8]
    ) -> Candidate {
        let bytes =
            source[range.lowerBound..<id.lowerBound] + Array("@\(newAuthority)".utf8)
            + source[id.upperBound..<range.upperBound]
        return Candidate(
            range: range, replacement: String(decoding: bytes, as: UTF8.self), isID: true)
    }

    /// Returns the positions of an ASCII text, in any case.
    private static func places(of text: [UInt8], in source: [UInt8]) -> [Int] {
        guard let first = text.first.map(\.lowered), source.count >= text.count else { return [] }
        return (0...(source.count - text.count)).filter { start in
            source[start].lowered == first
                && source[start..<start + text.count].lazy.map(\.lowered)
                    .elementsEqual(text.lazy.map(\.lowered))
        }
    }

    /// Whether the host or the port goes on: `localhost:30001`, `localhost.example`.
    private static func continuesAuthority(_ byte: UInt8, _ source: [UInt8], _ index: Int) -> Bool {
        if byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte >= 0x80 { return true }
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":"), index + 1 < source.count
        else {
            return false
        }
        return source[index + 1].isAlphanumeric
    }

    // MARK: - Places that are

    private func replacing(
        _ candidates: [Candidate], in source: [UInt8], by text: (Int, Candidate) -> String?
    ) -> String {
        var result: [UInt8] = []
        var index = 0
        for (number, candidate) in candidates.enumerated() {
            result += source[index..<candidate.range.lowerBound]
            result +=
                text(number, candidate).map { Array($0.utf8) } ?? Array(source[candidate.range])
            index = candidate.range.upperBound
        }
        result += source[index...]
        return String(decoding: result, as: UTF8.self)
    }

    private static func found(
        _ candidates: [Candidate], marked: String, by prefix: String
    ) -> Set<Int> {
        SourceTree.withRoot(of: marked) { root in
            var found: Set<Int> = []
            root.walk { node in
                if node.kind == .text {
                    found.formUnion(
                        numbers(in: node.literal, prefix).filter { candidates[$0].isID })
                }
            }
            // What an address leads to by way of another one stays.
            for link in SourceLinks(below: root).all
            where link.address.hasPrefix("http://" + prefix) || link.address.hasPrefix(prefix) {
                found.formUnion(numbers(in: link.address, prefix).prefix(1))
            }
            return found
        }
    }

    private static func numbers(in text: String, _ prefix: String) -> [Int] {
        text.components(separatedBy: prefix).dropFirst().compactMap { rest in
            Int(rest.prefix { $0.isASCII && $0.isNumber })
        }
    }
}
