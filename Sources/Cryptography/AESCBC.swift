import COpenSSL
public import Foundation

/// AES with 256-bit keys in CBC mode, with PKCS#7 padding.
///
/// It carries no proof of origin: what it decrypts must be verified by other means.
/// Spec: diaspora* federation protocol, "Encrypted Magic Envelope"; NIST SP 800-38A.
public struct AESCBC: Sendable {
    /// Length of a key, in bytes.
    public static let keyLength = 32
    /// Length of an initialisation vector, in bytes.
    public static let vectorLength = 16

    public let key: [UInt8]
    public let initializationVector: [UInt8]

    /// - Throws: ``CryptographyError/unacceptableLength(expected:found:)``.
    public init(key: [UInt8], initializationVector: [UInt8]) throws(CryptographyError) {
        guard key.count == Self.keyLength else {
            throw .unacceptableLength(expected: Self.keyLength, found: key.count)
        }
        guard initializationVector.count == Self.vectorLength else {
            throw .unacceptableLength(
                expected: Self.vectorLength, found: initializationVector.count)
        }
        self.key = key
        self.initializationVector = initializationVector
    }

    /// Draws a fresh key and vector, for one message.
    public init(random: any RandomBytes) {
        key = random.bytes(Self.keyLength)
        initializationVector = random.bytes(Self.vectorLength)
    }

    public func encrypt(_ plaintext: some ContiguousBytes) throws(CryptographyError) -> [UInt8] {
        try run(plaintext, encrypting: true, elseThrow: .libraryFailure(operation: "AES-256-CBC"))
    }

    /// Decrypts a ciphertext and removes its padding.
    ///
    /// - Throws: ``CryptographyError/undecryptable``, whatever is wrong.
    public func decrypt(_ ciphertext: some ContiguousBytes) throws(CryptographyError) -> [UInt8] {
        try run(ciphertext, encrypting: false, elseThrow: .undecryptable)
    }

    private func run(
        _ input: some ContiguousBytes, encrypting: Bool, elseThrow failure: CryptographyError
    ) throws(CryptographyError) -> [UInt8] {
        let context = try CipherContext()
        try EVP_CipherInit_ex2(
            context.pointer, EVP_aes_256_cbc(), key, initializationVector, encrypting ? 1 : 0, nil
        ).checkOk(elseThrow: failure)

        let input = input.withUnsafeBytes { [UInt8]($0) }
        guard let inputLength = Int32(exactly: input.count) else { throw failure }
        var output = [UInt8](repeating: 0, count: input.count + Self.vectorLength)
        var updated: Int32 = 0
        try EVP_CipherUpdate(context.pointer, &output, &updated, input, inputLength)
            .checkOk(elseThrow: failure)
        var final: Int32 = 0
        let status = output.withUnsafeMutableBufferPointer { buffer in
            EVP_CipherFinal_ex(
                context.pointer, buffer.baseAddress?.advanced(by: Int(updated)), &final)
        }
        try status.checkOk(elseThrow: failure)
        return Array(output.prefix(Int(updated + final)))
    }
}

/// Owns one `EVP_CIPHER_CTX`.
private struct CipherContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptographyError) {
        guard let pointer = EVP_CIPHER_CTX_new() else {
            throw .libraryFailure(operation: "EVP_CIPHER_CTX_new")
        }
        self.pointer = pointer
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }
}
