public import DomainErrors

extension PreviewError {
    public enum Code: String, ErrorCode {
        case inUse = "preview_in_use"
        case failed = "preview_failed"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .inUse: ErrorDetails(.inUse)
        case .failed(let path, let reason):
            ErrorDetails(.failed, .path, ["path": .text(path), "reason": .text(reason)])
        }
    }
}
