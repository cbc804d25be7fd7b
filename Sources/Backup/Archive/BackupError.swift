public import DomainErrors

/// The reason why a backup was not made or not restored; nothing was changed.
public enum BackupError: DomainError {
    case exists(path: String)
    /// A destination below the folders that the pod serves.
    case published(path: String)
    case running(path: String)
    case missingPhotos([String])
    case noTool(String)
    case failed(path: String, reason: String)
    case occupied(path: String)
    case notFound(path: String)
    case noArchive(path: String)
    case hostile(path: String, reason: String)
    case newerFormat(path: String, found: Int)
    case damaged(path: String, file: String)
}
