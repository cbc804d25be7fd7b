internal import Cryptography

/// The path segment of a comment's own address.
///
/// Never a number of fewer than 16 digits: those are pages of comments. No two comments share one.
public enum CommentName {
    /// The version of the rule; a build with another one renders everything again.
    public static let version = "2"

    /// Returns the path segment of a comment's GUID: the GUID itself if it has 16 to 64 letters,
    /// digits and hyphens, else the first 32 hexadecimal digits of its SHA-256 and `_`, which no
    /// such GUID has.
    static func make(_ guid: String) -> String {
        isUsual(guid) ? guid : SHA256Digest(of: guid).hexadecimal.prefix(32) + "_"
    }

    /// Whether a GUID is part of the address unchanged.
    private static func isUsual(_ guid: String) -> Bool {
        (16...64).contains(guid.utf8.count)
            && guid.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "0"..."9", "A"..."Z", "a"..."z", "-": true
                default: false
                }
            }
    }
}

/// The rule for the comments that may have a page of their own.
public enum LongComment {
    /// Bytes of a text up to which its HTML cannot be too long for a list; see
    /// ``MarkdownRenderer/maximumBytes(ofText:)``.
    public static let maximumBytesOfShort = 768
}
