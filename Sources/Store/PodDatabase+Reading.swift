extension PodDatabase {
    /// Opens a database of any schema up to the newest one known, to be read, on a full disk too.
    ///
    /// Beside the log SQLite wants a file for its index, for which such a disk has no room. If somebody has the database
    /// open it is there; else a connection that keeps all others out does without, and reads the log all the same.
    /// Spec: SQLite, "Write-Ahead Logging", "Use of WAL Without Shared-Memory".
    ///
    /// - Throws: ``StoreError``.
    public init(reading path: String) throws {
        try Self.checkFile(path)
        self = try Self.readable(path)
        try refuseNewerSchema()
    }

    private static func readable(_ path: String) throws -> PodDatabase {
        do {
            return try PodDatabase(pooling: path)
        } catch StoreError.diskFull {
            do {
                // A pool begins with a write.
                return try PodDatabase(queueing: path)
            } catch StoreError.diskFull {
                return try PodDatabase(queueing: path, isAlone: true)
            }
        }
    }
}
