import Foundation
import Synchronization

/// Progress of long work, on a terminal alone and only once the work took a second: what is done, the
/// rate, the time left.
final class ProgressBar: Sendable {
    private struct State {
        var lastShown = ContinuousClock.Instant.now
        var isShown = false
    }

    private let label: String
    private let unit: String
    private let isActive: Bool
    private let start = ContinuousClock.Instant.now
    private let state = Mutex(State())

    init(_ label: String, unit: String, console: Console) {
        self.label = label
        self.unit = unit
        isActive = console.isTerminal
    }

    func show(_ done: Int, of total: Int) {
        guard isActive, total > 0 else { return }
        state.withLock { state in
            let now = ContinuousClock.Instant.now
            guard now - start > .seconds(1), now - state.lastShown > .milliseconds(100) else {
                return
            }
            state.lastShown = now
            state.isShown = true
            let seconds = (now - start) / .seconds(1)
            let rate = Double(done) / seconds
            let left = rate > 0 ? Int(Double(total - done) / rate) : 0
            let filled = min(24, 24 * done / total)
            let bar =
                String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
            let line =
                "\(label) \(bar) \(done)/\(total) \(unit), \(Int(rate))/s, \(left) s left"
            FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
        }
    }

    /// Removes the bar.
    func end() {
        guard state.withLock({ $0.isShown }) else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
