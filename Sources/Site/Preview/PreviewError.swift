/// Failures of a preview.
public enum PreviewError: Error, Equatable, CustomStringConvertible {
    /// Another process shows drafts of this pod.
    case inUse
    case failed(path: String, reason: String)

    public var description: String {
        switch self {
        case .inUse:
            "another `post preview` or `build --watch --drafts` shows drafts of this pod; end it first"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
