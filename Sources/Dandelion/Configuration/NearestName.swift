/// Finds what somebody meant who wrote a name that does not exist.
struct NearestName {
    let names: [String]

    init(among names: some Sequence<String>) {
        self.names = names.sorted()
    }

    /// Returns the name with the smallest edit distance from the text; else the only one that ends
    /// in the same part after a dot.
    ///
    /// What both begin with, up to a dot or an underscore, is no evidence: a third of the rest may differ.
    func nearest(to text: String) -> String? {
        // Longer texts are no slips, and comparing takes time.
        guard text.utf8.count <= 100 else { return nil }
        let candidates = names.compactMap { name -> (name: String, slips: Int)? in
            let slips = Self.slips(from: text, to: name)
            let rest = name.utf8.count - Self.sharedBeginning(of: text, and: name)
            return slips <= max(1, rest / 3) ? (name, slips) : nil
        }
        if let best = candidates.min(by: { $0.slips < $1.slips }) { return best.name }
        let last = text.split(separator: ".").last
        let namesakes = names.filter { $0.contains(".") && $0.split(separator: ".").last == last }
        return namesakes.count == 1 ? namesakes[0] : nil
    }

    /// Counts the leading bytes that both have in common, up to and including the last `.` or `_`.
    private static func sharedBeginning(of first: String, and second: String) -> Int {
        let pairs = zip(first.lowercased().utf8, second.lowercased().utf8)
        let shared = pairs.prefix { $0 == $1 }.map(\.0)
        let separators: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "_")]
        return (shared.lastIndex(where: separators.contains) ?? -1) + 1
    }

    /// Counts the letters to insert, remove, replace or swap with their neighbour, ignoring case.
    ///
    /// This is the optimal string alignment distance.
    static func slips(from first: String, to second: String) -> Int {
        let first = Array(first.lowercased().utf8)
        let second = Array(second.lowercased().utf8)
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let replaced = last[column] + (letter == other ? 0 : 1)
                var slips = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    slips = min(slips, beforeLast[column - 1] + 1)
                }
                current.append(slips)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
