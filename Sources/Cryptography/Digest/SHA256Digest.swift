import COpenSSL
internal import Escaping
public import Foundation

/// The SHA-256 of some bytes.
///
/// Spec: FIPS 180-4.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    public init(of message: some ContiguousBytes) {
        var bytes = [UInt8](repeating: 0, count: 32)
        let status = message.withUnsafeBytes { message in
            EVP_Digest(message.baseAddress, message.count, &bytes, nil, EVP_sha256(), nil)
        }
        precondition(status == 1, "OpenSSL has no SHA-256")
        self.bytes = bytes
    }

    /// Hashes the UTF-8 form of a text.
    public init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 64 lower-case digits.
    public var hexadecimal: String { Hexadecimal.encode(bytes) }

    public var description: String { hexadecimal }
}
