import TestSupport
import Testing

@testable import PublicTree

/// Attack 28: what the words of strangers' texts cost until they can be searched, shape by shape.
@Suite(.serialized) struct SearchTermsCostTests {
    private static let size = 64_000

    static let shapes = [
        CostShape("words", "word ", bytes: size),
        CostShape("different words", bytes: size) { "a\($0) " },
        CostShape("one word", "w", bytes: size),
        CostShape("capitals", "W", bytes: size),
        CostShape("digits", "7", bytes: size),
        CostShape("punctuation", "[", bytes: size),
        CostShape("words between marks", bytes: size) { "[x](/a\($0)) " },
        CostShape("letters without spaces", "\u{4E00}", bytes: size),
        CostShape("letters of two kinds", "w\u{4E00}", bytes: size),
        CostShape("marks upon letters", CostShape.markedLetter, bytes: size),
        CostShape("marks of direction", "\u{202A}a\u{200E}b\u{202C} ", bytes: size),
        CostShape("flags", "\u{1F1E6}", bytes: size),
        CostShape("letters joined", "\u{1F468}\u{200D}", bytes: size),
        CostShape("letters that are two", "\u{DF}", bytes: size),
    ]

    @Test(arguments: shapes)
    func attack28TermsOfTextsCostWhatTheyAreLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            _ = SearchTerms(.document)(String(decoding: bytes, as: UTF8.self))
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakRatio <= CostMeasurement.maximumPeakRatio)
    }
}
