/// Quotation marks and the dash as a language writes them.
///
/// Source of the marks: Unicode CLDR, "delimiters".
public struct Typography: Sendable, Equatable {
    struct Quotes: Sendable, Equatable {
        let opening: [UInt8]
        let closing: [UInt8]
    }

    let outer: Quotes
    /// The quotation marks within quotations, or for single marks.
    let inner: Quotes
    /// The dash between spaces.
    let dash: [UInt8]

    static let apostrophe = Array("’".utf8)
    static let range = Array("–".utf8)

    /// - Parameter language: A BCP 47 tag.
    /// - Returns: nil for a language whose marks are not known.
    public init?(language: String) {
        guard let tag = LanguageTag(language),
            let marks = tag.lookups.lazy.compactMap({ Self.marks[$0] }).first
        else { return nil }
        let parts = marks.split(separator: "|").map { Array($0.utf8) }
        outer = Quotes(opening: parts[0], closing: parts[1])
        inner = Quotes(opening: parts[2], closing: parts[3])
        dash = parts[4]
    }

    /// The languages whose marks are known, in alphabetical order.
    public static let languages: [String] = marks.keys.sorted()

    /// Opening and closing marks, those within, the dash; `«` has a narrow space on its inner side where
    /// the language sets one.
    private static let marks = [
        "ca": "«|»|“|”|–", "cs": "„|“|‚|‘|–", "da": "“|”|‘|’|–", "de": "„|“|‚|‘|–",
        "de-CH": "«|»|‹|›|–", "el": "«|»|“|”|–", "en": "“|”|‘|’|–", "en-US": "“|”|‘|’|—",
        "eo": "“|”|‘|’|–", "es": "«|»|“|”|—", "et": "„|“|‚|‘|–", "eu": "«|»|“|”|–",
        "fi": "”|”|’|’|–", "fr": "«\u{202F}|\u{202F}»|“|”|–", "hr": "„|”|‚|’|–",
        "hu": "„|”|»|«|–", "id": "“|”|‘|’|–", "is": "„|“|‚|‘|–", "it": "«|»|“|”|–",
        "lt": "„|“|‚|‘|–", "lv": "“|”|‘|’|–", "nb": "«|»|‘|’|–", "nl": "“|”|‘|’|–",
        "nn": "«|»|‘|’|–", "no": "«|»|‘|’|–", "pl": "„|”|«|»|–", "pt": "“|”|‘|’|–",
        "pt-PT": "«|»|“|”|–", "ro": "„|”|«|»|–", "ru": "«|»|„|“|—", "sk": "„|“|‚|‘|–",
        "sl": "„|“|‚|‘|–", "sv": "”|”|’|’|–", "tr": "“|”|‘|’|–", "uk": "«|»|„|“|—",
        "vi": "“|”|‘|’|–",
    ]
}
