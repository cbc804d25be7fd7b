internal import Synchronization

/// A limit on how long work is waited for, even work that does not end when it is cancelled.
public enum Timeout {
    /// Runs work, and waits for it no longer than a time.
    ///
    /// - Parameter endsWhenCancelled: Whether to stop waiting as soon as the caller's task is cancelled.
    /// - Returns: nil if the work has not ended in time; it is cancelled then, and nobody waits for it.
    public static func run<Value: Sendable>(
        for time: Duration, endsWhenCancelled: Bool = false,
        _ work: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let first = First<Value>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                first.begin(continuation)
                let working = Task(executorPreference: BlockingExecutor.current) {
                    first.end(await work())
                }
                let waiting = Task(executorPreference: BlockingExecutor.current) {
                    // Ends early when the work has.
                    try? await Task.sleep(for: time)
                    first.end(nil)
                }
                first.onEnd {
                    waiting.cancel()
                    working.cancel()
                }
            }
        } onCancel: {
            if endsWhenCancelled { first.end(nil) }
        }
    }

    /// Hands the first of several ends to who waits.
    private final class First<Value: Sendable>: Sendable {
        private struct State {
            var continuation: CheckedContinuation<Value?, Never>?
            var hasEnded = false
            var onEnd: (@Sendable () -> Void)?
        }

        private let state = Mutex(State())

        func begin(_ continuation: CheckedContinuation<Value?, Never>) {
            let isOver = state.withLock { state in
                if !state.hasEnded { state.continuation = continuation }
                return state.hasEnded
            }
            if isOver { continuation.resume(returning: nil) }
        }

        /// Runs the function once it is over, or at once if it is.
        func onEnd(_ body: @escaping @Sendable () -> Void) {
            let isOver = state.withLock { state in
                state.onEnd = body
                return state.hasEnded
            }
            if isOver { body() }
        }

        func end(_ value: Value?) {
            let (continuation, onEnd) = state.withLock { state in
                defer {
                    state.hasEnded = true
                    state.continuation = nil
                }
                return (state.continuation, state.onEnd)
            }
            continuation?.resume(returning: value)
            if continuation != nil { onEnd?() }
        }
    }
}
