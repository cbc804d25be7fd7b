/// The words of a text as search compares them.
///
/// A term is a folded run of letters and digits, cut at 40 characters. Scripts that are written
/// without spaces give a term of two characters at every position instead.
public struct SearchTerms: Sendable {
    static let maximumLength = 40

    /// The origin of the text: a document or a query. A query of a single character of an unspaced
    /// script finds terms that begin with it, so only a document has a term for the last character
    /// of a run.
    public enum Side: Sendable {
        case document
        case query
    }

    private let side: Side

    public init(_ side: Side) {
        self.side = side
    }

    /// Returns the terms in the order of the text, repeated as often as they occur.
    public func callAsFunction(_ text: String) -> [String] {
        split(SearchFold()(text))
    }

    /// Returns the terms of text that is folded already.
    func split(_ folded: String) -> [String] {
        var terms: [String] = []
        var word = String.UnicodeScalarView()
        var isUnspaced = false
        for scalar in folded.unicodeScalars {
            let isWordCharacter = isLetterOrDigit(scalar)
            let isScalarUnspaced = isWordCharacter && Self.isUnspaced(scalar)
            if !word.isEmpty, !isWordCharacter || isScalarUnspaced != isUnspaced {
                append(word, isUnspaced, to: &terms)
                word.removeAll(keepingCapacity: true)
            }
            if isWordCharacter {
                word.append(scalar)
                isUnspaced = isScalarUnspaced
            }
        }
        append(word, isUnspaced, to: &terms)
        return terms
    }

    /// Whether a character belongs to a script that is written without spaces between words, or
    /// (Hangul) glues particles to them.
    static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3005...0x9FFF,
            0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    private func append(
        _ word: String.UnicodeScalarView, _ isUnspaced: Bool, to terms: inout [String]
    ) {
        guard !word.isEmpty else { return }
        guard isUnspaced else {
            return terms.append(String(String.UnicodeScalarView(word.prefix(Self.maximumLength))))
        }
        var previous: Unicode.Scalar?
        for scalar in word {
            if let previous { terms.append(Self.string(previous, scalar)) }
            previous = scalar
        }
        if let previous, side == .document || word.count == 1 { terms.append(String(previous)) }
    }

    private static func string(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(first)
        scalars.append(second)
        return String(scalars)
    }

    private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
