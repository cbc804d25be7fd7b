internal import Dispatch
internal import Rendering
internal import Synchronization

/// Pages on their way from the threads that render them to those that compress and write them.
final class RenderedPages: Sendable {
    typealias Page = (index: Int, files: [OutputFile])

    private struct State {
        var waiting: [Page] = []
        var unrenderedCount: Int
        var takerCount = 0
    }

    /// So many wait at most, as each may be large.
    private static let capacity = 16

    private let state: Mutex<State>
    private let changes = DispatchSemaphore(value: 0)

    /// - Parameter count: Pages that will be added.
    init(count: Int) {
        state = Mutex(State(unrenderedCount: count))
    }

    func add(_ index: Int, _ files: [OutputFile]) {
        change {
            $0.waiting.append((index, files))
            $0.unrenderedCount -= 1
        }
    }

    /// No more pages come, as one failed.
    func end() { change { $0.unrenderedCount = 0 } }

    /// The page that waits the longest, if more wait than should.
    func takeSurplus() -> Page? {
        state.withLock { $0.waiting.count > Self.capacity ? $0.waiting.removeFirst() : nil }
    }

    /// Waits for a page; `nil` once all were taken.
    func take() -> Page? {
        while true {
            let (page, isOver) = state.withLock { state -> (Page?, Bool) in
                guard state.waiting.isEmpty else { return (state.waiting.removeFirst(), false) }
                guard state.unrenderedCount > 0 else { return (nil, true) }
                state.takerCount += 1
                return (nil, false)
            }
            if isOver { return nil }
            if let page { return page }
            changes.wait()
        }
    }

    /// Changes what waits, and wakes all who wait for it.
    private func change(_ body: (inout State) -> Void) {
        let takerCount = state.withLock { state in
            body(&state)
            defer { state.takerCount = 0 }
            return state.takerCount
        }
        for _ in 0..<takerCount { changes.signal() }
    }
}
