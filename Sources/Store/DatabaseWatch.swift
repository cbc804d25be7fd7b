internal import Glibc
internal import Synchronization

/// Notices what is written into the database, by whatever process, at the cost of one system call.
///
/// Every commit writes into the write-ahead log, so its time or its length is another (SQLite, "The WAL
/// File Format"). Two commits within one tick of the file system's clock may look like one: whoever
/// watches looks now and then in any case.
public final class DatabaseWatch: Sendable {
    private struct Mark: Equatable {
        var seconds = 0
        var nanoseconds = 0
        var bytes = 0
    }

    private let log: String
    private let mark = Mutex<Mark?>(nil)

    /// - Parameter path: Of the database.
    public init(path: String) {
        log = path + "-wal"
    }

    /// Returns whether there was a commit since the last call; true for the first call.
    public func hasChanged() -> Bool {
        var status = stat()
        let isThere = stat(log, &status) == 0
        let now =
            isThere
            ? Mark(
                seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
                bytes: Int(status.st_size)) : Mark()
        return mark.withLock { mark in
            defer { mark = now }
            return mark != now
        }
    }
}
