internal import Synchronization

/// The paths of which the database said a moment ago that a page of their own stands there, and not that of an old
/// address.
///
/// A page that becomes an old address is sent as it stands for a second more; it leads its readers on as well.
final class KnownPages: Sendable {
    private static let moment = Duration.seconds(1)
    static let maximumCount = 1_024

    private let now: @Sendable () -> ContinuousClock.Instant
    private let paths = Mutex<[String: ContinuousClock.Instant]>([:])

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    func contains(_ path: String) -> Bool {
        guard let noted = paths.withLock({ $0[path] }) else { return false }
        return noted.duration(to: now()) < Self.moment
    }

    func insert(_ path: String) {
        paths.withLock { paths in
            if paths.count >= Self.maximumCount { paths.removeAll(keepingCapacity: true) }
            paths[path] = now()
        }
    }

    /// How many paths are kept.
    var count: Int { paths.withLock(\.count) }
}
