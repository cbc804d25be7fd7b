import Foundation
import Testing

@testable import Theming

/// Holds the catalogues and the themes of the repository to each other.
struct CatalogueTests {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Those of the themes, and of the signed-in pages.
    private static let templates: [URL] = ["themes", "Sources/Web/Templates"].flatMap { folder in
        let files = FileManager.default.enumerator(
            at: repository.appending(path: folder), includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "mustache" }
    }

    private static let files: [URL] = {
        let folder = repository.appending(path: "Sources/Theming/Words")
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        // No folder is no files, and that fails below.
        return (files ?? []).filter { $0.pathExtension == "toml" }
    }()

    @Test func everyFileIsCarriedByTheProgram() throws {
        let languages = Self.files.map { $0.deletingPathExtension().lastPathComponent }
        #expect(languages.sorted() == Words.available)

        for file in Self.files {
            let language = file.deletingPathExtension().lastPathComponent
            #expect(WordsCatalogue.embedded[language] == Array(try Data(contentsOf: file)))
            _ = try Words.load(language: language)
        }
    }

    @Test func everyLanguageHasTheKeysOfEnglish() throws {
        let english = try Self.catalogue("en")

        for language in Words.available {
            let other = try Self.catalogue(language)
            #expect(other.texts.keys.sorted() == english.texts.keys.sorted(), "\(language)")
            #expect(other.missingKeys == [], "\(language)")
            #expect(other.plurals.keys.sorted() == english.plurals.keys.sorted(), "\(language)")
            #expect(other.phrases.keys.sorted() == english.phrases.keys.sorted(), "\(language)")
            #expect(other.errors.keys.sorted() == english.errors.keys.sorted(), "\(language)")
            for (texts, others) in [
                (english.phrases, other.phrases), (english.errors, other.errors),
            ] {
                for (key, text) in texts {
                    #expect(
                        Self.names(in: others[key] ?? "") == Self.names(in: text),
                        "\(language) \(key)")
                }
            }
        }
    }

    @Test func noPluralHasAFormThatItsLanguageLacks() throws {
        for language in Words.available {
            let allowed = Set(PluralRule(language: language).categories + [.other])
            for (key, forms) in try Self.catalogue(language).plurals {
                #expect(allowed.isSuperset(of: forms.keys), "\(language) \(key)")
            }
        }
    }

    @Test(.enabled(if: !templates.isEmpty))
    func templatesUseEveryTextAndNoOther() throws {
        let used = try Self.templates.reduce(into: Set<String>()) { used, file in
            used.formUnion(try Self.read(file).keys)
        }
        let english = try Self.catalogue("en")

        #expect(english.missingKeys(templateKeys: used) == [], "used, but not in en.toml")
        #expect(english.unusedKeys(templateKeys: used) == [], "in en.toml, but used nowhere")
    }

    @Test func keysThatNobodyUsesOrHoldsAreFound() {
        var catalogue = WordsCatalogue.sample("en")
        catalogue.texts = ["hello": "Hello", "bye": "Bye"]
        catalogue.phrases["stray"] = "Stray"
        catalogue.plurals["found"] = [.one: "{count} hit", .other: "{count} hits"]
        catalogue.plurals["lost"] = [.other: "{count} lost"]
        let used: Set = ["hello", "foundOne", "foundFew", "foundOther", "lots", "oddFew"]

        #expect(
            catalogue.unusedKeys(templateKeys: used) == ["text.bye", "phrase.stray", "plural.lost"])
        #expect(catalogue.missingKeys(templateKeys: used) == ["lots", "oddFew"])
        #expect(catalogue.templateTexts["foundOne"] == "{count} hit")
    }

    @Test func phrasesAndPluralsAreThoseOfTheProgram() throws {
        let english = try Self.catalogue("en")
        let templateKeys = Set(english.templateTexts.keys)
        #expect(english.unusedKeys(templateKeys: templateKeys) == [])
    }

    @Test(arguments: templates)
    func aTemplateHoldsNoWordsOfItsOwn(file: URL) throws {
        #expect(try Self.read(file).strayWords == [], "\(file.path)")
    }

    @Test(arguments: [
        ("<p>Hello</p>", ["Hello"]), ("<p>{{words.hi}}, world</p>", ["world"]),
        ("<img alt=\"A cat\" src=\"cat.png\">", ["A", "cat"]),
        ("<a title='x > y' href=\"/a\">·</a>", ["x", "y"]),
        ("<input placeholder=\"Suche\">", ["Suche"]), ("<a aria-label=\"{{a}}はい\">", ["はい"]),
        (
            "<p class=\"{{#a}}b{{/a}}\" {{#c}}hidden{{/c}}>1 – 2 &middot; &#x2190; {{{body}}}</p>",
            []
        ),
        ("{{! said to nobody }}<!-- nor this --><meta name=\"viewport\" content=\"width\">", []),
        ("<svg><title>Seed</title><path d=\"M0 0L1 1\"/></svg>", ["Seed"]),
    ])
    func wordsInATemplateAreFound(template: String, words: [String]) {
        #expect(TemplateText(template: template).strayWords == words)
    }

    @Test func aBlockThatFillsAClassIsNoText() {
        let layout =
            "<main class=\"page {{$class}}plain{{/class}}\" title=\"{{$name}}Hi{{/name}}\">"
        let page = "{{<layout}}{{$class}}home h-feed{{/class}}{{$name}}Home{{/name}}{{/layout}}"
        let quiet = TemplateText.quietBlocks(in: layout)

        #expect(quiet == ["class"])
        #expect(TemplateText(template: layout, quietBlocks: quiet).strayWords == ["Hi"])
        #expect(TemplateText(template: page, quietBlocks: quiet).strayWords == ["Home"])
    }

    @Test func keysInATemplateAreFound() {
        let text = TemplateText(
            template: "{{words.a}}{{{words.b}}}{{#words.c}}{{/words.c}}{{& words.d }}{{site.words}}"
        )
        #expect(text.keys == ["a", "b", "c", "d"])
    }

    private static func catalogue(_ language: String) throws -> WordsCatalogue {
        try WordsCatalogue(
            language: language, toml: #require(WordsCatalogue.embedded[language]))
    }

    private static func read(_ file: URL) throws -> TemplateText {
        let quiet = try templates.reduce(into: Set<String>()) { quiet, template in
            let text = try String(contentsOf: template, encoding: .utf8)
            quiet.formUnion(TemplateText.quietBlocks(in: text))
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        return TemplateText(template: text, quietBlocks: quiet)
    }

    /// The `{name}`s of a text.
    private static func names(in text: String) -> Set<String> {
        Set(text.matches(of: #/\{(\w+)\}/#).map { String($0.output.1) })
    }
}
