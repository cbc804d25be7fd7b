/// A step of a backup, for showing progress.
public enum BackupStep: Sendable, Equatable {
    /// Pages of the database.
    case database(done: Int, total: Int)
    /// Files whose hashes are taken.
    case files(done: Int, total: Int)
    case packing
}
