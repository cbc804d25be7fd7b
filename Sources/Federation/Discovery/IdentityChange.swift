internal import Cryptography
public import Diaspora

/// The key and GUID of a person by their pod, which differ from those that this pod knows: the pod
/// was set up anew, or has been taken over by others.
public struct IdentityChange: Sendable, Equatable {
    /// The identity of a person beside the ID: GUID and public key.
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
    /// The identity that this pod has stored.
    public let known: Identity
    /// The identity that the person's pod has now.
    public let found: Identity
}
