public import DomainErrors

extension KeyRingError {
    public enum Code: String, ErrorCode {
        case noSecret = "secret_missing"
        case noPrivateKey = "private_key_missing"
        case anotherSecret = "another_secret"
    }

    public var facts: ErrorFacts<Code> {
        switch self {
        case .noSecret(let path): ErrorFacts(.noSecret, nil, ["path": .text(path)])
        case .noPrivateKey(let id): ErrorFacts(.noPrivateKey, nil, ["id": .text(id)])
        case .anotherSecret(let id): ErrorFacts(.anotherSecret, nil, ["id": .text(id)])
        }
    }
}
