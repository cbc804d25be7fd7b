internal import Foundation
internal import Markdown

/// The texts of the interface in one language.
///
/// Texts come back unescaped, as do the values put into them: HTML is escaped where it is written.
public struct Words: Sendable {
    /// The language asked for, such as `en-GB`, even where its texts are those of `en`.
    public let language: String
    public let direction: TextDirection
    /// The texts for templates as `{{words.KEY}}`, and for scripts that count in the reader's
    /// browser each form of each plural, `searchFoundOne` for `one` of `plural.searchFound`.
    public let texts: [String: String]

    private let phrases: [String: String]
    let errors: [String: String]
    private let plurals: [String: [PluralCategory: String]]
    private let rule: PluralRule
    private let numbers: NumberWords

    /// The languages that the program has texts in, in alphabetical order.
    public static let available: [String] = WordsCatalogue.embedded.keys.sorted()

    /// Loads the texts in a language, or else in the language it is a variety of: `en` for `en-GB`.
    ///
    /// - Parameter language: A BCP 47 tag.
    /// - Throws: ``WordsError/unknownLanguage(_:available:)`` for every other language; the other
    ///   cases mean that the catalogue itself is broken.
    public static func load(language: String) throws(WordsError) -> Words {
        guard let tag = LanguageTag(language),
            let name = tag.lookups.first(where: { WordsCatalogue.embedded[$0] != nil }),
            let toml = WordsCatalogue.embedded[name]
        else { throw .unknownLanguage(language, available: available) }
        return try Words(tag: tag, catalogue: WordsCatalogue(language: name, toml: toml))
    }

    /// Creates the words of a language from its catalogue.
    ///
    /// - Throws: ``WordsError/incomplete(language:keys:)`` if a phrase or a form of a plural is missing.
    init(tag: LanguageTag, catalogue: WordsCatalogue) throws(WordsError) {
        language = tag.description
        direction = catalogue.direction
        texts = catalogue.templateTexts
        phrases = catalogue.phrases
        errors = catalogue.errors
        plurals = catalogue.plurals
        rule = PluralRule(language: catalogue.language)
        numbers = NumberWords(locale: tag.locale)

        let missing = catalogue.missingKeys
        guard missing.isEmpty else {
            throw .incomplete(language: catalogue.language, keys: missing)
        }
    }

    /// Returns a text with each `{name}` replaced by the value of that name; names without a value
    /// stay.
    public func text(_ key: WordsKey, _ values: [String: String] = [:]) -> String {
        // Loading made sure that every key is there.
        fill(phrases[key.rawValue] ?? key.rawValue, values)
    }

    /// Returns a count in words: “1,204 comments”.
    ///
    /// - Parameter values: The values of names other than `{count}`.
    public func plural(
        _ key: PluralKey, count: Int, _ values: [String: String] = [:]
    ) -> String {
        let forms = plurals[key.rawValue] ?? [:]
        let form = forms[rule.category(for: count)] ?? forms[.other] ?? key.rawValue
        return fill(form, values.merging(["count": number(count)]) { $1 })
    }

    /// Formats a number with the digits and the grouping of the language: “1,204”.
    public func number(_ number: Int) -> String { numbers.words(for: number) }

    /// Replaces in one pass, so that a value that holds `{count}` itself stays as it is.
    func fill(_ text: String, _ values: [String: String]) -> String {
        guard !values.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            if let close = inside.firstIndex(of: "}"), let value = values[String(inside[..<close])]
            {
                result += value
                rest = inside[inside.index(after: close)...]
            } else {
                result += "{"
                rest = inside
            }
        }
        return result + rest
    }
}
