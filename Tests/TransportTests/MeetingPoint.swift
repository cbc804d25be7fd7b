import Foundation

/// Where threads wait for each other until so many have come together.
final class MeetingPoint: @unchecked Sendable {
    // Sendable, because every property is read and written under the condition's lock.
    private let condition = NSCondition()
    private let size: Int
    private var present = 0
    private var most = 0
    private var round = 0

    /// - Parameter size: As many go on together.
    init(size: Int) {
        self.size = size
    }

    var mostAtOnce: Int {
        condition.withLock { most }
    }

    func meet() {
        condition.withLock {
            present += 1
            most = max(most, present)
            let mine = round
            if present >= size {
                round += 1
                present = 0
                condition.broadcast()
            }
            while round == mine { condition.wait() }
        }
    }
}
