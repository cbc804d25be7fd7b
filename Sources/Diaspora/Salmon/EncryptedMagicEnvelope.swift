public import Cryptography
import Foundation

/// A magic envelope for one person's eyes:
///
///     {"aes_key":"…","encrypted_magic_envelope":"…"}
///
/// The key is `{"key":"…","iv":"…"}`, encrypted with the recipient's key.
/// Spec: diaspora* federation protocol, "Encrypted Magic Envelope".
public struct EncryptedMagicEnvelope: Equatable, Sendable {
    /// Key and vector, encrypted with RSA.
    public let encryptedKey: [UInt8]
    /// The envelope, encrypted with AES.
    public let ciphertext: [UInt8]

    /// - Parameter envelope: The XML of a magic envelope, signed already.
    public init(
        encrypting envelope: [UInt8], for recipient: RSAPublicKey, random: any RandomBytes
    ) throws(CryptographyError) {
        let cipher = AESCBC(random: random)
        encryptedKey = try recipient.encrypt(Array(AESKeyBundle.text(of: cipher).utf8))
        ciphertext = try cipher.encrypt(envelope)
    }

    public init(parsing body: [UInt8]) throws(EncryptedMagicEnvelopeError) {
        guard body.count <= EntityLimits.encryptedBytes else {
            throw .tooLarge(bytes: body.count)
        }
        // Not even JSON: that is all there is to say.
        guard let parts = try? StrangersJSON.decode(Parts.self, from: Data(body)),
            let key = Base64.decode(parts.aesKey),
            let envelope = Base64.decode(parts.envelope)
        else { throw .malformed }
        encryptedKey = key
        ciphertext = envelope
    }

    public var json: [UInt8] {
        let key = Base64.encode(encryptedKey)
        let envelope = Base64.encode(ciphertext)
        return Array("{\"aes_key\":\"\(key)\",\"encrypted_magic_envelope\":\"\(envelope)\"}".utf8)
    }

    /// Decrypts the key, reads it and decrypts the envelope, each whether or not the step before went well: neither
    /// the error nor the time it takes tells which one failed. Attack 23.
    ///
    /// - Returns: The XML of the magic envelope.
    /// - Throws: ``EncryptedMagicEnvelopeError/undecryptable``, whatever is wrong.
    public func decrypt(with key: RSAPrivateKey) throws(EncryptedMagicEnvelopeError) -> [UInt8] {
        do {
            let text = try? key.decrypt(encryptedKey)
            let bundle = AESKeyBundle.cipher(text ?? AESKeyBundle.unreadable)
            let envelope = try (bundle ?? AESKeyBundle.substitute).decrypt(ciphertext)
            guard text != nil, bundle != nil else {
                throw EncryptedMagicEnvelopeError.undecryptable
            }
            return envelope
        } catch {
            throw .undecryptable
        }
    }

    private struct Parts: Decodable {
        let aesKey: String
        let envelope: String

        enum CodingKeys: String, CodingKey {
            case aesKey = "aes_key"
            case envelope = "encrypted_magic_envelope"
        }
    }
}
