internal import Synchronization

/// Pieces that many pages share, made once: a post's card, its entry in feeds.
///
/// Bounded by bytes; a full cache is emptied, as builds go through posts in order.
final class SiteCache<Value: Sendable>: Sendable {
    private struct State {
        var values: [Int64: Value] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())
    private let maximumBytes: Int
    private let size: @Sendable (Value) -> Int

    init(maximumBytes: Int, size: @escaping @Sendable (Value) -> Int) {
        self.maximumBytes = maximumBytes
        self.size = size
    }

    /// - Parameter key: The post's row.
    func value(_ key: Int64, make: () throws -> Value) rethrows -> Value {
        if let known = state.withLock({ $0.values[key] }) { return known }
        let value = try make()
        let bytes = size(value) + 64
        state.withLock { state in
            if state.bytes + bytes > maximumBytes {
                state.values.removeAll(keepingCapacity: true)
                state.bytes = 0
            }
            if state.values.updateValue(value, forKey: key) == nil { state.bytes += bytes }
        }
        return value
    }
}
