internal import Dispatch
internal import Rendering
internal import Synchronization

/// Pages on their way from the threads that render them to those that compress and write them.
final class RenderedPages: Sendable {
    typealias Page = (index: Int, files: [OutputFile])

    private struct State {
        var waiting: [Page] = []
        var unrenderedCount: Int
        var isGivenUp = false
        /// Threads that sleep until ``changes`` is signalled, or are about to.
        var sleeperCount = 0
    }

    /// So many pages wait at most, as each may be large.
    private static let capacity = 16

    private let state: Mutex<State>
    private let changes = DispatchSemaphore(value: 0)

    /// - Parameter count: Pages that will be added.
    init(count: Int) {
        state = Mutex(State(unrenderedCount: count))
    }

    /// Whether a thread failed, and no more pages are wanted.
    var isGivenUp: Bool { state.withLock(\.isGivenUp) }

    func add(_ index: Int, _ files: [OutputFile]) {
        change {
            $0.waiting.append((index, files))
            $0.unrenderedCount -= 1
        }
    }

    /// Tells all that no more pages are wanted, as a thread failed.
    func giveUp() {
        change {
            $0.isGivenUp = true
            $0.waiting = []
        }
    }

    /// The page that waits the longest, if more wait than should.
    func takeSurplus() -> Page? {
        state.withLock { $0.waiting.count > Self.capacity ? $0.waiting.removeFirst() : nil }
    }

    /// Waits for a page; `nil` once all were taken, or a thread failed.
    func take() -> Page? {
        while true {
            let (page, isOver) = state.withLock { state -> (Page?, Bool) in
                if state.isGivenUp { return (nil, true) }
                guard state.waiting.isEmpty else { return (state.waiting.removeFirst(), false) }
                guard state.unrenderedCount > 0 else { return (nil, true) }
                state.sleeperCount += 1
                return (nil, false)
            }
            if isOver { return nil }
            if let page { return page }
            changes.wait()
        }
    }

    /// Changes the state, and wakes all who sleep.
    private func change(_ body: (inout State) -> Void) {
        let sleeperCount = state.withLock { state in
            body(&state)
            defer { state.sleeperCount = 0 }
            return state.sleeperCount
        }
        for _ in 0..<sleeperCount { changes.signal() }
    }
}
