public import DomainErrors

/// The reason why an import did not start; nothing was changed.
public enum ImportError: DomainError {
    case notFound(path: String)
    case notAFolder(path: String)
    case unreadable(path: String)
    case running
}
