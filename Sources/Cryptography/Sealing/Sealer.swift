public import Foundation

/// Keeps secrets unreadable and unchangeable at rest: AES-256-CBC, then HMAC-SHA-256 over all of it.
///
/// Both keys are drawn from one secret. Each text is bound to what it belongs to, so that it cannot be
/// put in another's place.
public struct Sealer: Sendable {
    private static let mark = "sealed1:"

    private let encryptionKey: [UInt8]
    private let authenticationKey: [UInt8]
    private let random: any RandomBytes

    /// - Parameter secret: Random bytes that nobody else has.
    public init(secret: some ContiguousBytes, random: any RandomBytes) throws(CryptographyError) {
        encryptionKey = try HMACSignature(of: Array("encryption".utf8), key: secret).bytes
        authenticationKey = try HMACSignature(of: Array("authentication".utf8), key: secret).bytes
        self.random = random
    }

    /// Returns whether a text is sealed, by whichever secret.
    public static func isSealed(_ text: String) -> Bool { text.hasPrefix(mark) }

    /// Seals a text, so that only the same secret opens it and only for the same owner.
    ///
    /// - Parameter owner: The identity that the text is bound to, such as a diaspora* ID.
    public func seal(_ text: String, of owner: String) throws(CryptographyError) -> String {
        let vector = random.bytes(AESCBC.vectorLength)
        let cipher = try AESCBC(key: encryptionKey, initializationVector: vector)
        let body = vector + (try cipher.encrypt(Array(text.utf8)))
        let proof = try HMACSignature(of: authenticated(body, of: owner), key: authenticationKey)
        return Self.mark + Base64URL.encode(proof.bytes + body)
    }

    /// Opens a sealed text.
    ///
    /// - Throws: ``CryptographyError/undecryptable`` if another secret sealed it, it belongs to
    ///   another owner, or it was changed.
    public func open(_ sealed: String, of owner: String) throws(CryptographyError) -> String {
        guard Self.isSealed(sealed),
            let bytes = Base64URL.decode(sealed.dropFirst(Self.mark.count)),
            bytes.count > 32 + AESCBC.vectorLength
        else { throw .undecryptable }
        let body = Array(bytes[32...])
        let proof = try HMACSignature(of: authenticated(body, of: owner), key: authenticationKey)
        guard proof.matches(Array(bytes[..<32])) else { throw .undecryptable }
        let cipher = try AESCBC(
            key: encryptionKey, initializationVector: Array(body.prefix(AESCBC.vectorLength)))
        let text = try cipher.decrypt(Array(body.dropFirst(AESCBC.vectorLength)))
        return String(decoding: text, as: UTF8.self)
    }

    private func authenticated(_ body: [UInt8], of owner: String) -> [UInt8] {
        Array(owner.utf8) + [0] + body
    }
}
