/// Why an encrypted body cannot be opened.
public enum EncryptedMagicEnvelopeError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    /// The body is not of the form that everybody can check.
    case malformed
    /// It is not for this key, or damaged. It is not said which, nor where. Attack 23.
    case undecryptable

    public var description: String {
        switch self {
        case .tooLarge(let bytes): "the message is too large (\(bytes) bytes)"
        case .malformed: "this is no encrypted magic envelope"
        case .undecryptable: "the message cannot be decrypted"
        }
    }
}
