internal import GRDB

/// Reads and writes that take effect together or not at all.
public struct WriteTransaction {
    let database: Database

    /// The same transaction, for functions that only read.
    public var reading: ReadTransaction { ReadTransaction(database: database) }
}
