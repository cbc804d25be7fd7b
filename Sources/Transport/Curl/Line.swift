/// A line in which one waits: first come, first served.
struct Line<Element: Equatable> {
    private var elements: [Element] = []
    /// The index of the first waiting element.
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { head == elements.count }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        let first = elements[head]
        head += 1
        // Moving the rest up only when half is gone costs a constant time for each.
        if head * 2 >= elements.count {
            elements.removeFirst(head)
            head = 0
        }
        return first
    }

    /// Removes an element.
    ///
    /// - Returns: Whether it was in the line.
    @discardableResult
    mutating func remove(_ element: Element) -> Bool {
        guard let index = elements[head...].firstIndex(of: element) else { return false }
        elements.remove(at: index)
        return true
    }
}
