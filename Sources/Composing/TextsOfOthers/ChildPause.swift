internal import Synchronization

/// When a child process is tried again, after one could not be started: the pause doubles up to some minutes.
final class ChildPause: Sendable {
    static let shortest = Duration.seconds(1)
    static let longest = Duration.seconds(300)

    private struct State {
        var pause = Duration.zero
        var end: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Whether the pause goes on.
    func isOn(at now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in state.end.map { now < $0 } ?? false }
    }

    /// Notes that a child could not be started.
    ///
    /// - Returns: Whether the one before could.
    func begin(at now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            let isFirst = state.pause == .zero
            state.pause = isFirst ? Self.shortest : min(state.pause * 2, Self.longest)
            state.end = now + state.pause
            return isFirst
        }
    }

    /// Notes that a child was started.
    func end() { state.withLock { $0 = State() } }
}
