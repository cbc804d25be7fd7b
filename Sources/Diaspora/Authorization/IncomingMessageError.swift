public import Cryptography

/// A reason why a body is not a message that can be verified. None of these is worth a retry.
public enum IncomingMessageError: Error, Equatable, CustomStringConvertible {
    case encryption(EncryptedMagicEnvelopeError)
    case envelope(MagicEnvelopeError)
    case entity(EntityError)
    /// The library failed, not the message.
    case cryptography(CryptographyError)

    public var description: String {
        switch self {
        case .encryption(let error): error.description
        case .envelope(let error): error.description
        case .entity(let error): error.description
        case .cryptography(let error): error.description
        }
    }
}
