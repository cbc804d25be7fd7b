internal import Blocking
import ServiceLifecycle
import Synchronization

/// The lines of the access log that are still to be written, so that no answer waits for its own.
///
/// One thread at a time writes what has come meanwhile. If the log is read slowly and many lines wait, a request waits
/// until there is room. As a service it ends when no line waits, after the server.
final class AccessLog: Service {
    typealias Line = @Sendable () -> Void

    private struct State {
        var lines: [Line] = []
        var isWriting = false
        /// Requests that wait for room.
        var requests: [CheckedContinuation<Void, Never>] = []
        /// Calls of ``flush()``.
        var flushes: [CheckedContinuation<Void, Never>] = []
    }

    static let maximumLines = 1_024

    private let state = Mutex(State())

    /// Enqueues a line; waits for room if too many are pending.
    ///
    /// - Parameter line: Writes it; called on the threads on which the current task was placed.
    func record(_ line: @escaping Line) async {
        while !enqueue(line) {
            await withCheckedContinuation { continuation in
                let hasRoom = state.withLock { state in
                    let hasRoom = state.lines.count < Self.maximumLines
                    if !hasRoom { state.requests.append(continuation) }
                    return hasRoom
                }
                if hasRoom { continuation.resume() }
            }
        }
    }

    func run() async throws {
        // A server that is cancelled has lines too.
        try? await gracefulShutdown()
        await flush()
    }

    /// Waits until no line is pending.
    func flush() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isWriting { state.flushes.append(continuation) }
                return !state.isWriting
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Appends a line, and starts the writing if nothing is being written.
    ///
    /// - Returns: Whether there was room.
    private func enqueue(_ line: @escaping Line) -> Bool {
        let (hasRoom, isFirst) = state.withLock { state in
            guard state.lines.count < Self.maximumLines else { return (false, false) }
            state.lines.append(line)
            defer { state.isWriting = true }
            return (true, !state.isWriting)
        }
        if isFirst { Task(executorPreference: BlockingExecutor.current) { self.writeAll() } }
        return hasRoom
    }

    private func writeAll() {
        while true {
            let (lines, waiting) = state.withLock {
                state -> ([Line], [CheckedContinuation<Void, Never>]) in
                let lines = state.lines
                state.lines = []
                guard lines.isEmpty else {
                    defer { state.requests = [] }
                    return (lines, state.requests)
                }
                state.isWriting = false
                defer { state.flushes = [] }
                return (lines, state.flushes)
            }
            for continuation in waiting { continuation.resume() }
            for line in lines { line() }
            if lines.isEmpty { return }
        }
    }
}
