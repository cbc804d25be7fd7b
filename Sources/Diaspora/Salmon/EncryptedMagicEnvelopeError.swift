/// A reason why an encrypted body cannot be opened.
public enum EncryptedMagicEnvelopeError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    /// The body is not of the form that everybody can check.
    case malformed
    /// A body that is damaged or encrypted for another key. Neither the reason nor the place is
    /// told. Attack 23.
    case undecryptable

    public var description: String {
        switch self {
        case .tooLarge(let bytes): "the message is too large (\(bytes) bytes)"
        case .malformed: "this is no encrypted magic envelope"
        case .undecryptable: "the message cannot be decrypted"
        }
    }
}
