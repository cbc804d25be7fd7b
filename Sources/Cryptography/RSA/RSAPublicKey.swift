import COpenSSL
public import Foundation

/// Verifies what a person signed, and encrypts what only they shall read.
///
/// Spec: diaspora* federation protocol, "Keys"; RFC 8017 (RSASSA-PKCS1-v1_5, RSAES-PKCS1-v1_5).
public struct RSAPublicKey: Sendable {
    /// Sizes that are accepted of strangers, in bits. Longer keys cost too much to verify with.
    public static let acceptedBits = 2_048...8_192

    let backing: RSAKeyBacking

    init(backing: RSAKeyBacking) {
        self.backing = backing
    }

    /// Reads `BEGIN PUBLIC KEY` (X.509) or `BEGIN RSA PUBLIC KEY` (PKCS#1).
    ///
    /// - Throws: ``CryptographyError/malformedKey``,
    ///   ``CryptographyError/unacceptableKeySize(bits:)``,
    ///   ``CryptographyError/unacceptableExponent``.
    public init(pem: String, bits: ClosedRange<Int> = acceptedBits) throws(CryptographyError) {
        guard let document = PEMDocument(parsing: pem) else { throw .malformedKey }
        let info: [UInt8]
        switch document.label {
        case "PUBLIC KEY": info = document.bytes
        case "RSA PUBLIC KEY":
            info = SubjectPublicKeyInfo.wrapping(rsaPublicKey: document.bytes)
        default: throw .malformedKey
        }
        backing = try RSAKeyBacking(owning: Self.key(of: info), bits: bits)
    }

    /// Makes the key of its two numbers, which takes a tenth of the time of OpenSSL's own decoder; what
    /// is written in another way goes to that.
    private static func key(of info: [UInt8]) -> OpaquePointer? {
        if let numbers = SubjectPublicKeyInfo.rsaNumbers(info),
            let key = key(modulus: numbers.modulus, exponent: numbers.exponent)
        {
            return key
        }
        return info.withUnsafeBufferPointer { info in
            var position = info.baseAddress
            return d2i_PUBKEY(nil, &position, info.count)
        }
    }

    private static func key(
        modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>
    ) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        // Numbers are handed over least significant byte first, as the processor has them.
        var modulus = Array(modulus.reversed())
        var exponent = Array(exponent.reversed())
        var key: OpaquePointer?
        // The parameters keep the addresses of names and numbers until the key is made.
        let status = OSSL_PKEY_PARAM_RSA_N.withCString { modulusName in
            OSSL_PKEY_PARAM_RSA_E.withCString { exponentName in
                modulus.withUnsafeMutableBufferPointer { modulus in
                    exponent.withUnsafeMutableBufferPointer { exponent in
                        var parameters = [
                            OSSL_PARAM_construct_BN(
                                modulusName, modulus.baseAddress, modulus.count),
                            OSSL_PARAM_construct_BN(
                                exponentName, exponent.baseAddress, exponent.count),
                            OSSL_PARAM_construct_end(),
                        ]
                        guard EVP_PKEY_fromdata_init(context) == 1 else { return Int32(0) }
                        return EVP_PKEY_fromdata(
                            context, &key, dandelion_public_key_selection, &parameters)
                    }
                }
            }
        }
        ERR_clear_error()
        return status == 1 ? key : nil
    }

    /// X.509 `SubjectPublicKeyInfo`, as other pods read it in hCards.
    public var pem: String {
        get throws(CryptographyError) {
            PEMDocument(label: "PUBLIC KEY", bytes: try der).text
        }
    }

    /// The bytes of ``pem``, for comparing keys.
    public var der: [UInt8] {
        get throws(CryptographyError) { try backing.der(i2d_PUBKEY) }
    }

    /// Size of the modulus.
    public var bits: Int { Int(EVP_PKEY_get_bits(backing.pointer)) }

    /// Verifies a signature.
    ///
    /// - Returns: Whether the private half of this key signed the message with SHA-256.
    public func verifies(_ signature: [UInt8], of message: some ContiguousBytes)
        throws(CryptographyError) -> Bool
    {
        let context = try DigestContext()
        try EVP_DigestVerifyInit(context.pointer, nil, EVP_sha256(), nil, backing.pointer)
            .checkOk(elseThrow: .libraryFailure(operation: "EVP_DigestVerifyInit"))
        let status = message.withUnsafeBytes { message in
            EVP_DigestVerify(
                context.pointer, signature, signature.count,
                message.bindMemory(to: UInt8.self).baseAddress, message.count)
        }
        ERR_clear_error()
        return status == 1
    }

    /// Encrypts at most as many bytes as the key has, less 11.
    ///
    /// - Throws: ``CryptographyError/unacceptableLength(expected:found:)`` for longer ones.
    public func encrypt(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        var length = Int(EVP_PKEY_get_size(backing.pointer))
        guard message.count <= length - 11 else {
            throw .unacceptableLength(expected: length - 11, found: message.count)
        }
        let failure = CryptographyError.libraryFailure(operation: "EVP_PKEY_encrypt")
        let context = try KeyContext(
            owning: EVP_PKEY_CTX_new_from_pkey(nil, backing.pointer, nil))
        try EVP_PKEY_encrypt_init(context.pointer).checkOk(elseThrow: failure)
        try EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING)
            .checkOk(elseThrow: failure)
        var output = [UInt8](repeating: 0, count: length)
        try EVP_PKEY_encrypt(context.pointer, &output, &length, message, message.count)
            .checkOk(elseThrow: failure)
        return Array(output.prefix(length))
    }
}
