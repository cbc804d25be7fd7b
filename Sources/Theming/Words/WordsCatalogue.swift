/// The contents of one file `Words/LANG.toml`.
struct WordsCatalogue: Sendable, Equatable {
    var language: String
    var direction: TextDirection
    var texts: [String: String]
    var phrases: [String: String]
    /// The wording of refused inputs, by the codes of the errors.
    var errors: [String: String] = [:]
    var plurals: [String: [PluralCategory: String]]

    /// Every catalogue that the program carries, by language.
    static let embedded: [String: [UInt8]] = ["en": PackageResources.en_toml]

    /// The texts, and the forms of plurals under the name of both: `searchFoundOne`.
    var templateTexts: [String: String] {
        plurals.reduce(into: texts) { texts, plural in
            for (category, form) in plural.value { texts[plural.key + category.suffix] = form }
        }
    }
}
