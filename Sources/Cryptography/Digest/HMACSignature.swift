import COpenSSL
internal import Escaping
public import Foundation

/// The HMAC-SHA-256 of some bytes under a key. Comparing two takes constant time.
///
/// Spec: RFC 2104, RFC 4231.
public struct HMACSignature: Equatable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    public init(of message: some ContiguousBytes, key: some ContiguousBytes)
        throws(CryptographyError)
    {
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = 0
        // An empty key is legal, but a null pointer for it is not.
        let result = key.withUnsafeBytes { [UInt8]($0) + [0] }.withUnsafeBytes { key in
            message.withUnsafeBytes { message in
                EVP_Q_mac(
                    nil, "HMAC", nil, "SHA256", nil, key.baseAddress, key.count - 1,
                    message.baseAddress, message.count, &bytes, bytes.count, &length)
            }
        }
        guard result != nil, length == bytes.count else {
            ERR_clear_error()
            throw .libraryFailure(operation: "EVP_Q_mac")
        }
        self.bytes = bytes
    }

    /// 64 lower-case digits.
    public var hexadecimal: String { Hexadecimal.encode(bytes) }

    /// Returns whether received bytes are this signature or a prefix of it, in constant time.
    ///
    /// - Parameter minimumLength: Fewer bytes than this never match.
    public func matches(_ received: some ContiguousBytes, minimumLength: Int = 32) -> Bool {
        let count = received.withUnsafeBytes { $0.count }
        guard count >= minimumLength, count <= bytes.count else { return false }
        return ConstantTime.areEqual(received, Array(bytes.prefix(count)))
    }

    public static func == (left: HMACSignature, right: HMACSignature) -> Bool {
        ConstantTime.areEqual(left.bytes, right.bytes)
    }
}
