internal import Synchronization

/// The part of a ``BodyBudget`` that one answer takes, given back when nobody holds it any more.
final class BodyReservation: Sendable {
    private let budget: BodyBudget
    private let taken = Mutex(0)

    init(of budget: BodyBudget) {
        self.budget = budget
    }

    deinit {
        budget.giveBack(taken.withLock { $0 })
    }

    /// Makes room for a body of so many bytes; false if there is none.
    func grow(to bytes: Int) -> Bool {
        taken.withLock { taken in
            let more = max(0, bytes - BodyBudget.freeBytes) - taken
            guard more > 0 else { return true }
            guard budget.take(more) else { return false }
            taken += more
            return true
        }
    }
}
