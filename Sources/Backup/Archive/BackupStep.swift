/// A step of a backup, for showing progress.
public enum BackupStep: Sendable, Equatable {
    /// The copying of the database, counted in pages.
    case database(done: Int, total: Int)
    /// The hashing of the files.
    case files(done: Int, total: Int)
    case packing
}
