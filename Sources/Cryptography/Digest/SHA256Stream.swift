import COpenSSL
public import Foundation

/// Hashes a message that arrives in parts.
public struct SHA256Stream: ~Copyable {
    private let context: DigestContext

    public init() throws(CryptographyError) {
        let context = try DigestContext()
        try EVP_DigestInit_ex2(context.pointer, EVP_sha256(), nil)
            .checkOk(elseThrow: .libraryFailure(operation: "EVP_DigestInit_ex2"))
        self.context = context
    }

    public mutating func update(_ part: some ContiguousBytes) throws(CryptographyError) {
        let status = part.withUnsafeBytes { part in
            EVP_DigestUpdate(context.pointer, part.baseAddress, part.count)
        }
        try status.checkOk(elseThrow: .libraryFailure(operation: "EVP_DigestUpdate"))
    }

    public consuming func finish() throws(CryptographyError) -> SHA256Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        try EVP_DigestFinal_ex(context.pointer, &bytes, nil)
            .checkOk(elseThrow: .libraryFailure(operation: "EVP_DigestFinal_ex"))
        return SHA256Digest(bytes: bytes)
    }
}
