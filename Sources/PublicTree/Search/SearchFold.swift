internal import Foundation

/// The folding of text for search: it removes the differences that people ignore when they search,
/// in case, accents and width.
///
/// `fold` of `search.js` does the same; `Tests/PublicTreeTests/Fixtures/search/terms.json` holds both
/// to it. In this order: NFKD; marks, tatweel, soft hyphen and joiners removed, but for the kana
/// sound marks, which make other letters; lower case; letters that have no decomposition; NFC, which
/// puts Hangul and kana together again.
struct SearchFold {
    func callAsFunction(_ text: String) -> String {
        let decomposed = text.decomposedStringWithCompatibilityMapping
        var scalars = String.UnicodeScalarView()
        for scalar in decomposed.unicodeScalars where !isLeftOut(scalar) {
            for lowered in scalar.properties.lowercaseMapping.unicodeScalars {
                append(lowered, to: &scalars)
            }
        }
        return String(scalars).precomposedStringWithCanonicalMapping
    }

    private func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3099, 0x309A: return false
        case 0x00AD, 0x0640, 0x200C...0x200F: return true
        case ..<0x0300: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    private func append(_ scalar: Unicode.Scalar, to scalars: inout String.UnicodeScalarView) {
        switch scalar {
        case "ß": append("s", "s", to: &scalars)
        case "æ": append("a", "e", to: &scalars)
        case "œ": append("o", "e", to: &scalars)
        case "þ": append("t", "h", to: &scalars)
        case "ø": scalars.append("o")
        case "đ", "ð": scalars.append("d")
        case "ł": scalars.append("l")
        case "ı": scalars.append("i")
        case "ς": scalars.append("σ")
        default: scalars.append(scalar)
        }
    }

    /// Appends one by one: several at once make a view as long as it is anew, each time.
    private func append(
        _ first: Unicode.Scalar, _ second: Unicode.Scalar,
        to scalars: inout String.UnicodeScalarView
    ) {
        scalars.append(first)
        scalars.append(second)
    }
}
