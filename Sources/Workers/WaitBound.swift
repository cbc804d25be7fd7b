internal import Foundation
public import Store
internal import Synchronization

/// The correction of waits that became longer than scheduled, as the clock was set back.
///
/// A wait is stored as the time at which it ends: a clock that was ahead by days while it began makes it days
/// longer.
public final class WaitBound: Sendable {
    private let database: PodDatabase
    private let clock: PodClock
    /// The clock's latest time; before the first look, later than any it can have.
    private let latest = Mutex<Date>(.distantFuture)

    public init(database: PodDatabase, clock: PodClock) {
        self.database = database
        self.clock = clock
    }

    /// Corrects the waits, the first time and whenever the clock's time is earlier than it was.
    ///
    /// - Returns: Whether it looked.
    public func runIfSetBack() throws -> Bool {
        let now = clock.now()
        guard now < latest.withLock(\.self) else {
            latest.withLock { $0 = now }
            return false
        }
        try database.write { transaction in
            try transaction.endWaits(
                longerThan: RetrySchedule.longestDelay, signing: RetrySchedule.signingPause, at: now
            )
        }
        latest.withLock { $0 = now }
        return true
    }
}
