internal import Cryptography
public import Diaspora

/// What a person's pod says of key and GUID, where it is not what this pod knows: the pod was set up anew,
/// or is no longer in the hands that it was in.
public struct IdentityChange: Sendable, Equatable {
    /// What others know a person by, beside the ID.
    public struct Identity: Sendable, Equatable {
        public let guid: GUID
        /// PEM.
        let publicKey: String

        /// The SHA-256 of the key's X.509 form, in hexadecimal digits; empty if the key cannot be read.
        public var fingerprint: String {
            // A key of an earlier time may be one that is not accepted today: it has none then.
            guard let der = try? RSAPublicKey(pem: publicKey).der else { return "" }
            return SHA256Digest(of: der).hexadecimal
        }
    }

    public let id: DiasporaID
    public let known: Identity
    public let found: Identity
}
