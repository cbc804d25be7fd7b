public import Cryptography

/// Why a body is no message that can be verified. None of these gets better by waiting.
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
