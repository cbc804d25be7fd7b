internal import Dispatch
internal import Glibc
internal import Synchronization

/// The sync of many files in parallel: the disk then flushes its cache once for several of them.
enum ParallelSync {
    private static let width = 8

    /// Calls the body for each element, several at once.
    ///
    /// - Throws: The first error of any of them, once all have ended.
    static func forEach<Element: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (Element) throws(TreeError) -> Void
    ) throws(TreeError) {
        let failure = Shared<TreeError?>(nil)
        let count = min(width, elements.count)
        let group = DispatchGroup()
        for first in 0..<count {
            // A serial queue has a thread of its own, however many of them wait for the disk.
            DispatchQueue(label: "sync").async(group: group) {
                for index in stride(from: first, to: elements.count, by: count) {
                    do throws(TreeError) {
                        try body(elements[index])
                    } catch {
                        failure.state.withLock { $0 = $0 ?? error }
                    }
                }
            }
        }
        group.wait()
        if let error = failure.state.withLock({ $0 }) { throw error }
    }

    private final class Shared<Value: Sendable>: Sendable {
        let state: Mutex<Value>

        init(_ value: Value) { state = Mutex(value) }
    }
}
