public import DomainErrors

/// Failures of a preview.
public enum PreviewError: DomainError {
    /// Another process shows drafts of this pod.
    case inUse
    case failed(path: String, reason: String)
}
