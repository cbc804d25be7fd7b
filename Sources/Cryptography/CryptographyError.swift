/// A failure of keys, ciphers or passwords.
public enum CryptographyError: Error, Equatable, CustomStringConvertible {
    /// The text is no PEM document of the expected kind, or holds no RSA key.
    case malformedKey
    /// The modulus of the key is shorter or longer than what is accepted.
    case unacceptableKeySize(bits: Int)
    /// The public exponent is 1, even, or longer than 64 bits.
    case unacceptableExponent
    /// A key, initialisation vector or message has a length that the algorithm does not take.
    case unacceptableLength(expected: Int, found: Int)
    /// Undecryptable input. The reason is withheld, so that an attacker learns nothing from it.
    case undecryptable
    /// A new password is shorter or longer than what is accepted, in characters.
    case unacceptablePasswordLength(characters: Int)
    /// A call of the library failed that fails only without memory or with a broken installation.
    case libraryFailure(operation: String)

    public var description: String {
        switch self {
        case .malformedKey:
            "this is no RSA key in PEM form"
        case .unacceptableKeySize(let bits):
            "RSA keys of \(bits) bits are not accepted"
        case .unacceptableExponent:
            "the public exponent of this RSA key is not accepted"
        case .unacceptableLength(let expected, let found):
            "expected \(expected) bytes, found \(found)"
        case .undecryptable:
            "the message cannot be decrypted"
        case .unacceptablePasswordLength(let characters):
            "a password needs 6 to 128 characters, this one has \(characters)"
        case .libraryFailure(let operation):
            "OpenSSL failed in \(operation)"
        }
    }
}
