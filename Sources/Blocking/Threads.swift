public import Foundation
internal import Synchronization

/// Threads for one piece of blocking work, which end with it; the caller waits, and is one of them.
public struct Threads: Sendable {
    public let count: Int

    /// - Parameter count: The threads, the caller's among them; those of the machine's processors unless said.
    public init(count: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.count = max(1, count)
    }

    /// Runs the body on each thread and throws the first error, once all have ended.
    public func run(_ body: @Sendable (_ worker: Int) throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        perform { worker in
            do {
                try body(worker)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Transforms values on all threads.
    ///
    /// - Returns: The results, in the order of the values.
    public func map<Value: Sendable, Result: Sendable>(
        _ values: [Value], _ transform: @Sendable (Value) -> Result
    ) -> [Result] {
        guard values.count > 1, count > 1 else { return values.map(transform) }
        let results = Mutex<[Result?]>(Array(repeating: nil, count: values.count))
        let next = Atomic<Int>(0)
        Threads(count: min(count, values.count)).perform { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < values.count else { return }
                let result = transform(values[index])
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    private func perform(_ body: @Sendable (_ worker: Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            Self.perform(1, of: count, body)
        }
    }

    /// Starts the worker of that number and those after it, does the first one's work, and waits for them.
    private static func perform(
        _ worker: Int, of count: Int, _ body: @escaping @Sendable (_ worker: Int) -> Void
    ) {
        guard worker < count else { return body(0) }
        let thread = JoinableThread { body(worker) }
        perform(worker + 1, of: count, body)
        if let thread {
            thread.join()
        } else {
            body(worker)
        }
    }
}
