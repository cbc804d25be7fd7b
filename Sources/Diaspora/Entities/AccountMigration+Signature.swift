public import Cryptography

extension Entities.AccountMigration {
    /// Returns the migration with its counter-signature.
    ///
    /// - Parameter key: The key of the ``counterSigner``.
    public func signed(by key: RSAPrivateKey) throws(CryptographyError) -> Self {
        var signed = self
        signed.signature = Base64.encode(try key.sign(Array(signedText.utf8)))
        return signed
    }

    /// Returns whether the counter-signature is valid.
    ///
    /// - Parameter key: The key of the ``counterSigner``.
    public func isSigned(by key: RSAPublicKey) throws(CryptographyError) -> Bool {
        guard let signature, let bytes = Base64.decode(signature) else { return false }
        return try key.verifies(bytes, of: Array(signedText.utf8))
    }
}
