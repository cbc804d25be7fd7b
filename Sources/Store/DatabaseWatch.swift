internal import GRDB
internal import Synchronization

/// Notices what others write into the database, whatever process or connection they are in, at the cost
/// of one look at the log's header.
///
/// Spec: SQLite, "PRAGMA data_version": it differs once another connection has committed.
public final class DatabaseWatch: Sendable {
    private let queue: DatabaseQueue
    private let path: String
    private let version = Mutex(-1)

    public init(path: String) throws {
        self.path = path
        queue = try StoreError.translating(path: path) {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    /// Whether there was a commit since this was asked last; true the first time.
    public func hasChanged() throws -> Bool {
        let now = try StoreError.translating(path: path) {
            try queue.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        }
        return version.withLock { version in
            defer { version = now }
            return version != now
        }
    }
}
