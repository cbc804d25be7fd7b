public import DomainErrors

/// Failures of a preview.
public enum PreviewError: DomainError {
    /// A preview of this pod by another process.
    case inUse
    case failed(path: String, reason: String)
}
