internal import Markdown

/// The rule by which a language chooses the form for a whole number of things: one comment, two
/// comments.
///
/// Spec: Unicode CLDR 46, cardinal plural rules, for numbers without decimals.
public struct PluralRule: Sendable, Equatable {
    private let family: PluralFamily

    /// - Parameter language: A BCP 47 tag. A language that CLDR does not know has one form, `other`.
    public init(language: String) {
        let tag = LanguageTag(language)
        family =
            tag?.lookups.lazy.compactMap { PluralFamily.byLanguage[$0] }.first ?? .unchanging
    }

    /// Returns the form for `count` things; a negative number has the form of its absolute value.
    public func category(for count: Int) -> PluralCategory {
        family.category(for: count.magnitude)
    }

    /// Every form that some whole number has in this language, in the order of CLDR.
    public var categories: [PluralCategory] { family.categories }
}
