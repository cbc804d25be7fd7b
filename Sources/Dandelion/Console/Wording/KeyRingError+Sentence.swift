import Composing

extension KeyRingError: WordedError {
    var sentence: String {
        switch self {
        case .noSecret, .noPrivateKey, .anotherSecret: description
        }
    }
}
