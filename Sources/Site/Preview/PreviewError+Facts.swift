public import DomainErrors

extension PreviewError {
    public enum Code: String, ErrorCode {
        case inUse = "preview_in_use"
        case failed = "preview_failed"
    }

    public var facts: ErrorFacts<Code> {
        switch self {
        case .inUse: ErrorFacts(.inUse)
        case .failed(let path, let reason):
            ErrorFacts(.failed, .path, ["path": .text(path), "reason": .text(reason)])
        }
    }
}
