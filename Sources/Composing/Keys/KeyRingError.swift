public import DomainErrors

/// The reason why a key cannot be used.
public enum KeyRingError: DomainError {
    case noSecret(path: String)
    case noPrivateKey(String)
    case anotherSecret(String)

    /// A short text for the log, and for the reasons of messages that cannot be signed.
    public var description: String {
        switch self {
        case .noSecret(let path):
            "\(path) is missing or too short; put the pod's secret back there, from a backup made with it"
        case .noPrivateKey(let id): "there is no private key of \(id) here"
        case .anotherSecret(let id):
            "the private key of \(id) was sealed under another secret; put the file `secret` of then back"
        }
    }
}
