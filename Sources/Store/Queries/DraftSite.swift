internal import GRDB

/// The connection of a preview: read-only, and beside ``PublicSite``, which sees no draft and never will.
///
/// A draft that is read here is shown to the writer alone and goes into no tree that others read.
public final class DraftSite: Sendable {
    let queue: DatabaseQueue
    private let path: String

    public init(path: String) throws {
        self.path = path
        queue = try PodDatabase.readOnlyQueue(path: path)
    }

    /// Reads on one snapshot.
    public func read<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
        try StoreError.translating(path: path) {
            try queue.read { try body(ReadTransaction(database: $0)) }
        }
    }
}
