import Foundation
import Synchronization

@testable import Store

/// A clock that stands until a test moves it.
final class MovableClock: Sendable {
    /// 1 January 2026.
    static let start = Date(timeIntervalSince1970: 1_767_225_600)

    private let start: Date
    private let beginning = ContinuousClock.now
    private let elapsed = Mutex(Duration.zero)

    init(_ start: Date = MovableClock.start) {
        self.start = start
    }

    var now: Date {
        let (seconds, attoseconds) = elapsed.withLock { $0 }.components
        return start + (Double(seconds) + Double(attoseconds) * 1e-18)
    }

    /// The same time by a clock that nobody sets.
    var instant: ContinuousClock.Instant { beginning + elapsed.withLock { $0 } }

    var pod: PodClock { PodClock { self.now } }

    func advance(_ seconds: TimeInterval) { advance(.seconds(seconds)) }

    func advance(_ duration: Duration) {
        elapsed.withLock { $0 += duration }
    }
}
