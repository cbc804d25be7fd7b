public import DomainErrors

/// Failures of files that are no database.
public enum FileError: DomainError {
    /// The system refused, in its own words.
    case failed(path: String, reason: String)

    public enum Code: String, ErrorCode {
        case failed = "file_failed"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .failed(let path, let reason):
            ErrorDetails(.failed, nil, ["path": .text(path), "reason": .text(reason)])
        }
    }
}
