internal import Dispatch
internal import Synchronization

/// Threads that share one piece of blocking work: rendering and writing files never wait on the
/// cooperative pool.
struct Workers {
    let count: Int

    /// Runs the body on each thread and throws the first error, once all have ended.
    func run(_ body: @Sendable (_ worker: Int) throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: count) { worker in
            do {
                try body(worker)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// What the threads found, in no order.
final class WorkerResults<Value: Sendable>: Sendable {
    private let state = Mutex<[Value]>([])

    func append(_ value: Value) { state.withLock { $0.append(value) } }

    var values: [Value] { state.withLock { $0 } }
}
