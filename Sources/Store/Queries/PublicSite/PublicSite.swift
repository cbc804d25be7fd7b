internal import GRDB

/// What the renderer of the public tree may see: a read-only connection of its own whose statements
/// name the public views alone, so that a limited post cannot reach the tree by a forgotten `if`.
///
/// One snapshot at a time: each worker has its own.
public final class PublicSite: Sendable {
    let queue: DatabaseQueue
    let path: String

    public init(path: String) throws {
        self.path = path
        queue = try PodDatabase.readOnlyQueue(path: path)
    }

    /// Reads on one snapshot.
    public func read<T>(_ body: (PublicTransaction) throws -> T) throws -> T {
        try StoreError.translating(path: path) {
            try queue.read { try body(PublicTransaction(database: $0)) }
        }
    }
}
