public import Foundation

/// The standard alphabet of RFC 4648, section 4, padded and without line breaks, as signatures
/// within entities and encrypted envelopes have it.
public enum Base64 {
    public static func encode(_ bytes: some ContiguousBytes) -> String {
        bytes.withUnsafeBytes { Base64Coder.standard.encode($0) }
    }

    /// Reads either alphabet, padded or not; white space is skipped, since others break lines.
    ///
    /// - Returns: `nil` for any other character, wrong padding, or a last character with bits
    ///   that belong to no byte.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        Base64Coder.decode(text, skippingWhiteSpace: true)
    }
}
