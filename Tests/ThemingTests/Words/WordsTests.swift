import Markdown
import Testing

@testable import Theming

struct WordsTests {
    @Test func aVarietyOfALanguageFindsItsTexts() throws {
        let words = try Words.load(language: "en-gb")

        #expect(words.language == "en-GB")
        #expect(words.direction == .leftToRight)
        #expect(words.text(.home) == "Home")
    }

    @Test(arguments: ["tlh", "", "e", "en/../de", "english language", "-"])
    func anUnknownLanguageIsAnErrorThatNamesTheAvailableOnes(tag: String) {
        #expect(throws: WordsError.unknownLanguage(tag, available: Words.available)) {
            try Words.load(language: tag)
        }
    }

    @Test func valuesTakeThePlaceOfTheirNames() throws {
        let words = try Words.load(language: "en")

        #expect(words.text(.pageTitle, ["page": "Tags", "pod": "Meadow"]) == "Tags · Meadow")
        #expect(words.text(.pageTitle, ["page": "Tags"]) == "Tags · {pod}")
    }

    @Test func aValueThatLooksLikeANameStaysAsItIs() throws {
        let words = try Words.load(language: "en")

        #expect(words.text(.pageTitle, ["page": "{pod} {", "pod": "{page}"]) == "{pod} { · {page}")
    }

    @Test func countedThingsHaveTheirFormAndGrouping() throws {
        let words = try Words.load(language: "en")

        #expect(words.plural(.comments, count: 0) == "0 comments")
        #expect(words.plural(.comments, count: 1) == "1 comment")
        #expect(words.plural(.comments, count: 1_234_567) == "1,234,567 comments")
    }

    @Test func numbersFollowTheRegion() throws {
        #expect(try Words.load(language: "en-IN").number(1_234_567) == "12,34,567")
        #expect(try Words.load(language: "en").number(-12) == "-12")
    }

    @Test func aLanguageOfSixFormsUsesThemAll() throws {
        let words = try Words(tag: #require(LanguageTag("ar-EG")), catalogue: .sample("ar"))

        #expect(words.direction == .rightToLeft)
        #expect(words.plural(.likes, count: 0) == "likes zero ٠")
        #expect(words.plural(.likes, count: 2) == "likes two ٢")
        #expect(words.plural(.likes, count: 11) == "likes many ١١")
        #expect(words.plural(.likes, count: 1_100) == "likes other ١٬١٠٠")
    }

    @Test func aCatalogueThatLacksAFormIsRefused() throws {
        var catalogue = WordsCatalogue.sample("pl")
        catalogue.plurals["likes"]?[.few] = nil
        catalogue.phrases["home"] = nil

        let tag = try #require(LanguageTag("pl"))
        let error = WordsError.incomplete(
            language: "pl", keys: ["phrase.home", "plural.likes.few"])
        #expect(throws: error) { try Words(tag: tag, catalogue: catalogue) }
    }

    @Test(arguments: [
        "language = \"xx\"\ndirection = \"ltr\"\n[text]\n[phrase]",
        "language = \"en\"\ndirection = \"down\"\n[text]\n[phrase]",
        "language = \"en\"\ndirection = \"ltr\"\n[text]\na = 1\n[phrase]",
        "language = \"en\"\ndirection = \"ltr\"\n[text]\n[phrase]\n[plural.a]\nsome = \"x\"",
        "language = \"en\"\ndirection = \"ltr\"\n[phrase]",
        "language = ",
    ])
    func aCatalogueOfAnotherShapeIsUnreadable(toml: String) throws {
        let error = #expect(throws: WordsError.self) {
            try WordsCatalogue(language: "en", toml: Array(toml.utf8))
        }
        guard case .unreadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        ("EN", "en"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"),
        ("de-CH-1996", "de-CH-1996"),
    ])
    func tagsAreWrittenWithTheUsualCapitals(written: String, canonical: String) {
        #expect(LanguageTag(written)?.description == canonical)
    }
}

extension WordsCatalogue {
    /// A complete catalogue in which every text says which one it is.
    static func sample(_ language: String) -> WordsCatalogue {
        var catalogue = WordsCatalogue(
            language: language, direction: language == "ar" ? .rightToLeft : .leftToRight,
            texts: [:], phrases: [:], plurals: [:])
        for key in WordsKey.allCases { catalogue.phrases[key.rawValue] = key.rawValue }
        for key in PluralKey.allCases {
            for form in PluralRule(language: language).categories {
                catalogue.plurals[key.rawValue, default: [:]][form] = "\(key) \(form) {count}"
            }
        }
        return catalogue
    }
}
