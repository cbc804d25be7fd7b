internal import Diaspora
internal import Store
internal import Synchronization

/// The backfills that ran out of time, in the order in which they go on.
final class UnfinishedBackfills: Sendable {
    /// The unfinished part of the backfill of a person's posts.
    struct Rest: Sendable {
        let person: Person
        /// The GUIDs, oldest first.
        var posts: ArraySlice<GUID>
    }

    private let rests = Mutex<[Rest]>([])

    /// Removes and returns the first ones, each for one caller.
    func take(limit: Int) -> [Rest] {
        rests.withLock { rests in
            defer { rests.removeFirst(min(limit, rests.count)) }
            return Array(rests.prefix(limit))
        }
    }

    func append(_ rest: Rest) {
        rests.withLock { $0.append(rest) }
    }
}
