import Foundation
import Synchronization

@testable import Pipeline

/// A clock that a test moves.
final class MovableClock: Sendable {
    private let date: Mutex<Date>

    init(_ start: Date) {
        date = Mutex(start)
    }

    var now: Date { date.withLock { $0 } }

    var pod: PodClock { PodClock { self.now } }

    func advance(_ seconds: TimeInterval) {
        date.withLock { $0 += seconds }
    }
}
