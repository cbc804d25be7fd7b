/// Places of a Markdown text that may be destinations: behind `](` and behind `]:`.
enum LinkCandidates {
    static func of(_ bytes: [UInt8]) -> [Range<Int>] {
        var candidates: [Range<Int>] = []
        var index = 0
        while let bracket = bytes[index...].firstIndex(of: UInt8(ascii: "]")) {
            index = bracket + 1
            guard index < bytes.count,
                bytes[index] == UInt8(ascii: "(") || bytes[index] == UInt8(ascii: ":")
            else { continue }
            let isInline = bytes[index] == UInt8(ascii: "(")
            let start = skippingSpace(bytes, from: index + 1)
            guard let end = destinationEnd(bytes, from: start, isInline: isInline), end > start
            else { continue }
            // A backtick may end a code span that starts before: leave such a thing alone.
            guard !bytes[start..<end].contains(UInt8(ascii: "`")) else { continue }
            candidates.append(start..<end)
            index = end
        }
        return candidates
    }

    /// Whether a text may be an address that links by itself.
    /// Spec: GitHub Flavored Markdown, "Autolinks (extension)".
    static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return text.contains("@") || text.contains("://") || text.contains("www.")
    }

    /// Whether the text has no other `](` and `]:` than those of the candidates, all of them `](`,
    /// and no HTML beside them.
    static func areAllInline(_ candidates: [Range<Int>], in bytes: [UInt8]) -> Bool {
        var start = 0
        var brackets = 0
        for candidate in candidates {
            guard let count = inlineBrackets(in: bytes, start..<candidate.lowerBound),
                !bytes[candidate].contains(UInt8(ascii: "]"))
            else { return false }
            brackets += count
            start = candidate.upperBound
        }
        return brackets == candidates.count && inlineBrackets(in: bytes, start..<bytes.count) == 0
    }

    /// Counts the occurrences of `](`.
    ///
    /// - Returns: `nil` if there is something that may define a link or be HTML.
    private static func inlineBrackets(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var count = 0
        for index in range {
            if bytes[index] == UInt8(ascii: "<") { return nil }
            guard bytes[index] == UInt8(ascii: "]"), index + 1 < range.upperBound else { continue }
            if bytes[index + 1] == UInt8(ascii: ":") { return nil }
            if bytes[index + 1] == UInt8(ascii: "(") { count += 1 }
        }
        return count
    }

    /// Skips spaces and at most one line's end, with the marks of quotes on the next line.
    private static func skippingSpace(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        var newlines = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09: break
            case 0x0A where newlines == 0: newlines += 1
            case UInt8(ascii: ">") where newlines > 0: break
            default: return index
            }
            index += 1
        }
        return index
    }

    private static func destinationEnd(_ bytes: [UInt8], from start: Int, isInline: Bool) -> Int? {
        guard start < bytes.count else { return nil }
        var index = start
        if bytes[start] == UInt8(ascii: "<") {
            index += 1
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: ">"): return index + 1
                case UInt8(ascii: "\\"): index += 2
                case 0x0A, UInt8(ascii: "<"): return nil
                default: index += 1
                }
            }
            return nil
        }
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"):
                index += 1
                if index >= bytes.count || bytes[index] <= 0x20 { return index }
            case 0...0x20, 0x7F: return index
            case UInt8(ascii: "(") where isInline: depth += 1
            case UInt8(ascii: ")") where isInline:
                if depth == 0 { return index }
                depth -= 1
            default: break
            }
            index += 1
        }
        return index
    }
}
