internal import GRDB

/// Reads and writes that take effect together or not at all.
public struct WriteTransaction {
    let database: Database

    /// The same transaction, for functions that only read.
    public var reading: ReadTransaction { ReadTransaction(database: database) }
}

extension WriteTransaction {
    /// Runs a part that takes effect as a whole or not at all, whatever becomes of the rest.
    public func nested(_ body: () throws -> Void) throws {
        try StoreError.translating(path: "the database") {
            try database.inSavepoint {
                try body()
                return .commit
            }
        }
    }
}
