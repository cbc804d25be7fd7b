internal import Synchronization

/// A collection of the results of several threads, in no order.
public final class WorkerResults<Value: Sendable>: Sendable {
    private let state = Mutex<[Value]>([])

    public init() {}

    public func append(_ value: Value) { state.withLock { $0.append(value) } }

    public var values: [Value] { state.withLock { $0 } }
}
