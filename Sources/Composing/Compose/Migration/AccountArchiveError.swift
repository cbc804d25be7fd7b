public import DomainErrors

/// The reason why an archive cannot be used.
public enum AccountArchiveError: DomainError {
    case tooLarge(limit: Int)
    case compressed
    case unreadable
    case noIdentity
    case unusableKey(String)

    public enum Code: String, ErrorCode {
        case tooLarge = "archive_too_large"
        case compressed = "archive_compressed"
        case unreadable = "archive_unreadable"
        case noIdentity = "archive_without_identity"
        case unusableKey = "archive_key_unusable"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .tooLarge(let limit): ErrorDetails(.tooLarge, .archive, ["limit": .number(limit)])
        case .compressed: ErrorDetails(.compressed, .archive)
        case .unreadable: ErrorDetails(.unreadable, .archive)
        case .noIdentity: ErrorDetails(.noIdentity, .archive)
        case .unusableKey(let reason):
            ErrorDetails(.unusableKey, .archive, ["reason": .text(reason)])
        }
    }
}
