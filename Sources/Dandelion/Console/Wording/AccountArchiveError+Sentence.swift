public import Composing

extension AccountArchiveError: WordedError {
    public var sentence: String {
        switch self {
        case .tooLarge(let limit): "the archive is larger than \(limit >> 20) MB"
        case .compressed: "the archive is compressed; run `gunzip` on it first"
        case .unreadable: "this is no diaspora* archive of version 2.0"
        case .noIdentity: "the archive does not say whose it is"
        case .unusableKey(let reason): "the archive's private key cannot be used: \(reason)"
        }
    }
}
