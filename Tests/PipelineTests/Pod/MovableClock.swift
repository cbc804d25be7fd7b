import Foundation
import Synchronization

@testable import Pipeline

/// A clock that stands until a test moves it.
final class MovableClock: Sendable {
    /// 1 January 2026.
    static let start = Date(timeIntervalSince1970: 1_767_225_600)

    private let date: Mutex<Date>

    init(_ start: Date = MovableClock.start) {
        date = Mutex(start)
    }

    var now: Date { date.withLock { $0 } }

    var pod: PodClock { PodClock { self.now } }

    func advance(_ seconds: TimeInterval) {
        date.withLock { $0 += seconds }
    }
}
