import COpenSSL
public import Foundation

/// Signs as a person, and decrypts what was encrypted for them.
///
/// Spec: diaspora* federation protocol, "Keys"; RFC 8017 (RSASSA-PKCS1-v1_5, RSAES-PKCS1-v1_5).
public struct RSAPrivateKey: Sendable {
    /// Size of the keys that pods make, in bits.
    public static let usualBits = 4_096

    private let backing: RSAKeyBacking

    /// Makes a new key. At the usual size this takes a second or more of computing: see
    /// ``RSAKeyGenerator``.
    public init(generatingBits bits: Int = usualBits) throws(CryptographyError) {
        let failure = CryptographyError.libraryFailure(operation: "EVP_PKEY_generate")
        guard RSAPublicKey.acceptedBits.contains(bits), let length = Int32(exactly: bits) else {
            throw .unacceptableKeySize(bits: bits)
        }
        let context = try KeyContext(owning: EVP_PKEY_CTX_new_from_name(nil, "RSA", nil))
        try EVP_PKEY_keygen_init(context.pointer).checkOk(elseThrow: failure)
        try EVP_PKEY_CTX_set_rsa_keygen_bits(context.pointer, length).checkOk(elseThrow: failure)
        var key: OpaquePointer?
        try EVP_PKEY_generate(context.pointer, &key).checkOk(elseThrow: failure)
        backing = try RSAKeyBacking(owning: key, bits: RSAPublicKey.acceptedBits)
    }

    /// Reads `BEGIN RSA PRIVATE KEY` (PKCS#1) or an unencrypted `BEGIN PRIVATE KEY` (PKCS#8).
    ///
    /// - Throws: ``CryptographyError/malformedKey``,
    ///   ``CryptographyError/unacceptableKeySize(bits:)``,
    ///   ``CryptographyError/unacceptableExponent``.
    public init(pem: String, bits: ClosedRange<Int> = RSAPublicKey.acceptedBits)
        throws(CryptographyError)
    {
        guard let document = PEMDocument(parsing: pem),
            ["RSA PRIVATE KEY", "PRIVATE KEY"].contains(document.label)
        else { throw .malformedKey }
        let key = document.bytes.withUnsafeBufferPointer { bytes in
            var position = bytes.baseAddress
            return d2i_PrivateKey(EVP_PKEY_RSA, nil, &position, bytes.count)
        }
        backing = try RSAKeyBacking(owning: key, bits: bits)
    }

    /// PKCS#1, as it stands in the archives of people who move.
    public var pem: String {
        get throws(CryptographyError) {
            PEMDocument(label: "RSA PRIVATE KEY", bytes: try backing.der(i2d_PrivateKey)).text
        }
    }

    /// The other half, which everyone may have.
    public var publicKey: RSAPublicKey {
        get throws(CryptographyError) {
            let info = try backing.der(i2d_PUBKEY)
            let key = info.withUnsafeBufferPointer { info in
                var position = info.baseAddress
                return d2i_PUBKEY(nil, &position, info.count)
            }
            return RSAPublicKey(backing: try RSAKeyBacking(owning: key, bits: 1...Int.max))
        }
    }

    /// Signs with SHA-256: always the same bytes for the same message.
    public func sign(_ message: some ContiguousBytes) throws(CryptographyError) -> [UInt8] {
        let failure = CryptographyError.libraryFailure(operation: "EVP_DigestSign")
        let context = try DigestContext()
        try EVP_DigestSignInit(context.pointer, nil, EVP_sha256(), nil, backing.pointer)
            .checkOk(elseThrow: failure)
        var length = Int(EVP_PKEY_get_size(backing.pointer))
        var signature = [UInt8](repeating: 0, count: length)
        let status = message.withUnsafeBytes { message in
            EVP_DigestSign(
                context.pointer, &signature, &length,
                message.bindMemory(to: UInt8.self).baseAddress, message.count)
        }
        try status.checkOk(elseThrow: failure)
        return Array(signature.prefix(length))
    }

    /// Decrypts a message that was encrypted for this key.
    ///
    /// - Throws: ``CryptographyError/undecryptable``, whatever is wrong.
    public func decrypt(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let context = try KeyContext(
            owning: EVP_PKEY_CTX_new_from_pkey(nil, backing.pointer, nil))
        try EVP_PKEY_decrypt_init(context.pointer).checkOk(elseThrow: .undecryptable)
        try EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING)
            .checkOk(elseThrow: .undecryptable)
        var length = Int(EVP_PKEY_get_size(backing.pointer))
        var output = [UInt8](repeating: 0, count: length)
        try EVP_PKEY_decrypt(context.pointer, &output, &length, message, message.count)
            .checkOk(elseThrow: .undecryptable)
        return Array(output.prefix(length))
    }
}
