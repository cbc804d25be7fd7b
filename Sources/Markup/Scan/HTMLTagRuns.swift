/// Every tag that the bytes may be in, of which only the one with the most attributes is kept for each state:
/// so a byte costs the same however many there are.
struct HTMLTagRuns {
    /// Where in a tag the next byte stands, as libxml2 reads tags.
    private enum State: Int, CaseIterable {
        case name, before, attribute, afterAttribute, afterEqual
        case doubleQuoted, singleQuoted, unquoted, bogus
    }

    private struct Run {
        var state: State
        var attributes = 0
        /// Bytes of the name so far.
        var length = 0
    }

    /// libxml2 cuts longer names, in bytes: what follows is the next name.
    private static let longestName = 100

    private var runs: [Run] = []
    private var next: [Run] = []
    private(set) var mostAttributes = 0

    var isEmpty: Bool { runs.isEmpty }

    /// Begins a tag behind a `<`.
    mutating func begin() {
        Self.keep(Run(state: .name), in: &runs)
    }

    /// - Returns: How many attributes begin here, at most.
    mutating func read(_ byte: UInt8) -> Int {
        guard !runs.isEmpty else { return 0 }
        next.removeAll(keepingCapacity: true)
        var begun = 0
        mostAttributes = 0
        for run in runs {
            for after in Self.following(run, byte) {
                begun = max(begun, after.attributes - run.attributes)
                mostAttributes = max(mostAttributes, after.attributes)
                Self.keep(after, in: &next)
            }
        }
        swap(&runs, &next)
        return begun
    }

    private static func keep(_ run: Run, in runs: inout [Run]) {
        guard let index = runs.firstIndex(where: { $0.state == run.state }) else {
            runs.append(run)
            return
        }
        runs[index].attributes = max(runs[index].attributes, run.attributes)
        runs[index].length = max(runs[index].length, run.length)
    }

    /// Returns the runs that may follow a byte: none where the tag ends, two where versions of libxml2 differ.
    private static func following(_ run: Run, _ byte: UInt8) -> [Run] {
        var run = run
        switch run.state {
        case .doubleQuoted:
            if byte == UInt8(ascii: "\"") { run.state = .before }
            return [run]
        case .singleQuoted:
            if byte == UInt8(ascii: "'") { run.state = .before }
            return [run]
        case .unquoted, .bogus:
            if byte == UInt8(ascii: ">") { return [] }
            if byte.isHTMLSpace { run.state = .before }
            return [run]
        case .name, .attribute:
            return afterName(run, byte)
        case .before:
            return byte.isHTMLSpace ? [run] : beginning(run, byte)
        case .afterAttribute:
            if byte == UInt8(ascii: "=") { run.state = .afterEqual }
            return byte.isHTMLSpace || run.state == .afterEqual ? [run] : beginning(run, byte)
        case .afterEqual:
            switch byte {
            case UInt8(ascii: ">"): return []
            case UInt8(ascii: "\""): run.state = .doubleQuoted
            case UInt8(ascii: "'"): run.state = .singleQuoted
            default: if !byte.isHTMLSpace { run.state = .unquoted }
            }
            return [run]
        }
    }

    /// The next byte of a name, or the first one behind it.
    private static func afterName(_ run: Run, _ byte: UInt8) -> [Run] {
        var run = run
        if isOfName(byte) {
            run.length += 1
            if run.length >= longestName {
                run.length = 0
                run.attributes += 1
            }
            return [run]
        }
        if byte == UInt8(ascii: ">") { return [] }
        if byte.isHTMLSpace {
            run.state = run.state == .name ? .before : .afterAttribute
            return [run]
        }
        if byte == UInt8(ascii: "="), run.state == .attribute {
            run.state = .afterEqual
            return [run]
        }
        return beginning(run, byte, isLong: run.state == .attribute)
    }

    /// Whatever stands where an attribute may begin.
    ///
    /// - Parameter isLong: Whether a letter outside ASCII may also go on with the name before it.
    private static func beginning(_ run: Run, _ byte: UInt8, isLong: Bool = false) -> [Run] {
        guard byte != UInt8(ascii: ">") else { return [] }
        var attribute = run
        attribute.state = .attribute
        if !isLong {
            attribute.attributes += 1
            attribute.length = 1
        }
        if isOfName(byte) { return [attribute] }
        var bogus = run
        bogus.state = .bogus
        return byte >= 0x80 ? [bogus, attribute] : [bogus]
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte.isHTMLLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: ".")
    }
}

extension UInt8 {
    var isHTMLLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
