internal import Store
internal import Synchronization

/// The queue whose slow text was rendered last: while only one is taken at a time, each queue has its turn.
final class SlowTurns: Sendable {
    private let last = Mutex<UnrenderedText.Queue?>(nil)

    /// Chooses among queues in which slow texts wait: the one that comes after the last that had its turn, which it
    /// then is itself.
    ///
    /// - Returns: Nil if there are none.
    func next(among waiting: Set<UnrenderedText.Queue>) -> UnrenderedText.Queue? {
        last.withLock { last in
            let all = UnrenderedText.Queue.allCases
            let start = last.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
            guard let next = (all[start...] + all[..<start]).first(where: waiting.contains) else {
                return nil
            }
            last = next
            return next
        }
    }
}
