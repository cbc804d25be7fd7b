public import DomainErrors

extension KeyRingError {
    public enum Code: String, ErrorCode {
        case noSecret = "secret_missing"
        case noPrivateKey = "private_key_missing"
        case anotherSecret = "another_secret"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .noSecret(let path): ErrorDetails(.noSecret, nil, ["path": .text(path)])
        case .noPrivateKey(let id): ErrorDetails(.noPrivateKey, nil, ["id": .text(id)])
        case .anotherSecret(let id): ErrorDetails(.anotherSecret, nil, ["id": .text(id)])
        }
    }
}
