public import Foundation

/// The URL-safe alphabet of RFC 4648, section 5, with `=` padding and without line breaks, as
/// magic envelopes have it.
public enum Base64URL {
    public static func encode(_ bytes: some ContiguousBytes) -> String {
        bytes.withUnsafeBytes { Base64Coder.urlSafe.encode($0) }
    }

    /// Writes the text of ``encode(_:)`` behind other bytes.
    public static func append(_ bytes: some ContiguousBytes, to output: inout [UInt8]) {
        bytes.withUnsafeBytes { Base64Coder.urlSafe.append($0, to: &output) }
    }

    /// Reads either alphabet, padded or not.
    ///
    /// - Returns: `nil` if there is any other character, white space included, wrong padding, or
    ///   a last character with bits that belong to no byte.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        Base64Coder.decode(text, skippingWhiteSpace: false)
    }
}
