import COpenSSL
public import Foundation

/// Comparisons whose duration tells nothing of where two secrets differ.
public enum ConstantTime {
    /// Compares two byte sequences in constant time.
    ///
    /// - Returns: Whether both have the same length and bytes. Only a difference in length is
    ///   answered early.
    public static func areEqual(_ left: some ContiguousBytes, _ right: some ContiguousBytes) -> Bool
    {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                left.count == right.count
                    && (left.count == 0
                        || CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0)
            }
        }
    }
}
