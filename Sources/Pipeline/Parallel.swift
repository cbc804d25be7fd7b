internal import Dispatch
internal import Synchronization

/// Work on many values on all processors; the caller waits.
enum Parallel {
    /// - Returns: The results, in the order of the values.
    static func map<Value: Sendable, Result: Sendable>(
        _ values: [Value], _ transform: @Sendable (Value) -> Result
    ) -> [Result] {
        guard values.count > 1 else { return values.map(transform) }
        let results = Mutex<[Result?]>(Array(repeating: nil, count: values.count))
        DispatchQueue.concurrentPerform(iterations: values.count) { index in
            let result = transform(values[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
