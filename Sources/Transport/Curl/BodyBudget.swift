internal import Synchronization

/// The memory that answers longer than ``freeBytes`` may take, all of them together.
///
/// Nobody waits for room: who finds none fails.
final class BodyBudget: Sendable {
    /// Bytes of each answer that count for nothing, so that short answers always have room.
    static let freeBytes = 65_536

    private let free: Mutex<Int>

    init(bytes: Int) {
        free = Mutex(bytes)
    }

    func take(_ count: Int) -> Bool {
        free.withLock { free in
            guard count <= free else { return false }
            free -= count
            return true
        }
    }

    func giveBack(_ count: Int) {
        free.withLock { $0 += count }
    }
}
