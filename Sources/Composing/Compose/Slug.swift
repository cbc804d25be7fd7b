internal import Foundation

/// The readable part of a public post's address.
public enum Slug {
    static let maximumCharacters = 60
    static let minimumCharacters = 3

    /// Folds a title to ASCII letters, digits and single hyphens (NFKD), cut at a word to 60
    /// characters.
    ///
    /// - Returns: `nil` if fewer than three characters are left.
    public static func make(_ title: String) -> String? {
        var words: [String] = []
        var word = ""
        for scalar in title.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case "'", "\u{2019}": continue
            default:
                if let letters = foldings[scalar] {
                    word += letters
                } else if scalar.properties.generalCategory != .nonspacingMark {
                    words.append(word)
                    word = ""
                }
            }
        }
        words.append(word)
        return cut(words.filter { !$0.isEmpty })
    }

    /// Checks a slug that a writer chose.
    ///
    /// - Throws: ``ComposeError/slug(_:)`` if nothing of it can be in an address.
    static func chosen(_ text: String) throws(ComposeError) -> String {
        guard let slug = make(text) else { throw .slug(text) }
        return slug
    }

    /// Letters that Unicode does not take apart.
    private static let foldings: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "œ": "oe", "þ": "th",
        "ı": "i",
    ]

    private static func cut(_ words: [String]) -> String? {
        guard var slug = words.first.map({ String($0.prefix(maximumCharacters)) }) else {
            return nil
        }
        for word in words.dropFirst() {
            guard slug.count + 1 + word.count <= maximumCharacters else { break }
            slug += "-" + word
        }
        return slug.count < minimumCharacters ? nil : slug
    }
}
