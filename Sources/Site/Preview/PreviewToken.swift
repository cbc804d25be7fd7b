public import Cryptography
internal import Foundation

/// The secret in the address of a preview, which gives access to it.
public struct PreviewToken: Sendable {
    /// The token: 32 hexadecimal digits.
    public let text: String

    public init(random: any RandomBytes) {
        text = random.hexadecimal(byteCount: 16)
    }

    /// Compares a text from a client with the token in constant time.
    public func matches(_ other: some StringProtocol) -> Bool {
        ConstantTime.areEqual(Data(text.utf8), Data(other.utf8))
    }
}
