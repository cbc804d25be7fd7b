/// Elements in the order in which they came; any of them can leave, in constant time.
struct LeavingQueue<Element: Hashable> {
    private struct Neighbours {
        var before: Element?
        var after: Element?
    }

    private var neighbours: [Element: Neighbours] = [:]
    private(set) var first: Element?
    private var last: Element?

    var isEmpty: Bool { first == nil }

    /// Appends an element, unless it is in the queue already.
    mutating func append(_ element: Element) {
        guard neighbours[element] == nil else { return }
        neighbours[element] = Neighbours(before: last)
        if let last { neighbours[last]?.after = element } else { first = element }
        last = element
    }

    mutating func remove(_ element: Element) {
        guard let gone = neighbours.removeValue(forKey: element) else { return }
        if let before = gone.before {
            neighbours[before]?.after = gone.after
        } else {
            first = gone.after
        }
        if let after = gone.after {
            neighbours[after]?.before = gone.before
        } else {
            last = gone.before
        }
    }
}
