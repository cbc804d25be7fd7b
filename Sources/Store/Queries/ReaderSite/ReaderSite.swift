internal import GRDB
internal import Synchronization

/// The reads of pages for people who are signed in: read-only connections through which SQLite reads views alone, and
/// these have what one person may read.
///
/// The views ask the function `reader()`, which is bound to that person for one read. Nobody is bound between reads, and to
/// nobody the views show what everybody may read. Each read is on one snapshot and one connection of its own; there are as
/// many connections as reads at the same time.
public final class ReaderSite: Sendable {
    private let path: String
    private let idle = Mutex<[ReaderConnection]>([])

    /// - Throws: ``StoreError``.
    public init(path: String) throws {
        self.path = path
        // A database that cannot be read is noticed now.
        let first = try ReaderConnection(path: path)
        idle.withLock { $0.append(first) }
    }

    /// Closes the connections that nobody reads through now; the next read opens one.
    public func releaseMemory() { idle.withLock { $0.removeAll() } }

    /// Reads what a person may read.
    ///
    /// - Parameter personID: nil for somebody who is not signed in.
    /// - Throws: ``StoreError``; `failed` if a statement names anything but the readable views.
    public func read<T>(
        as personID: Int64?, _ body: (ReaderTransaction) throws -> T
    ) throws -> T {
        let connection = try idle.withLock { $0.popLast() } ?? ReaderConnection(path: path)
        defer { idle.withLock { $0.append(connection) } }
        return try connection.read(as: personID, body)
    }
}
