internal import Cryptography

/// One segment of a path in the tree, safe on every file system and in every address.
enum PathSegment {
    static let maximumBytes = 100

    /// Returns a text as a path segment: the text itself if it has only letters, digits, `_` and
    /// `-`, and at most 100 bytes; else its safe characters, at most 60 bytes, and 12 hexadecimal
    /// digits of its SHA-256, so that different names never collide.
    static func make(_ text: String) -> String {
        if !text.isEmpty, text.utf8.count <= maximumBytes, text.unicodeScalars.allSatisfy(isSafe) {
            return text
        }
        var safe = ""
        for scalar in text.unicodeScalars where isSafe(scalar) {
            if safe.utf8.count + String(scalar).utf8.count > 60 { break }
            safe.unicodeScalars.append(scalar)
        }
        return safe + "-" + SHA256Digest(of: text).hexadecimal.prefix(12)
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (65...90).contains(scalar.value) || (97...122).contains(scalar.value)
                || (48...57).contains(scalar.value) || scalar == "_" || scalar == "-"
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }
}
