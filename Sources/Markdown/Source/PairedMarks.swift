/// Marks of Liquid and Zola that come in pairs: `{% note %}` to `{% endnote %}`, `{% quote() %}` to
/// `{% end %}`. What stands between them may be anything, so its lines stay lines.
struct PairedMarks {
    private var open: [(name: String, line: Int)] = []
    private var openCounts: [String: Int] = [:]
    /// Pairs that begin, less those that end, by line.
    private var changes: [Int: Int] = [:]

    /// Counts the marks of the next line that is no code.
    mutating func take(_ line: String, number: Int) {
        for part in line.split(separator: "{%", omittingEmptySubsequences: false).dropFirst() {
            let name = part.drop { "- +".contains($0) }.prefix { $0.isLetter || $0 == "_" }
            guard part.contains("%}"), !name.isEmpty else { continue }
            if name.hasPrefix("end") {
                close(String(name.dropFirst(3)), number)
            } else {
                open.append((String(name), number))
                openCounts[String(name), default: 0] += 1
            }
        }
    }

    /// - Parameter name: Of the mark that is closed; empty closes the last one.
    private mutating func close(_ name: String, _ number: Int) {
        guard name.isEmpty || openCounts[name, default: 0] > 0 else { return }
        while let last = open.popLast() {
            openCounts[last.name, default: 1] -= 1
            guard name.isEmpty || last.name == name else { continue }
            changes[last.line, default: 0] += 1
            changes[number, default: 0] -= 1
            return
        }
    }

    /// Returns the lines from the first mark of each pair to the line before the second, up to a
    /// last line.
    func lines(upTo last: Int) -> Set<Int> {
        guard !changes.isEmpty, last > 0 else { return [] }
        var depth = 0
        return Set(
            (1...last).filter { number in
                depth += changes[number, default: 0]
                return depth > 0
            })
    }
}
