import TestSupport
import Testing

@testable import Theming

/// The templates of the program's themes beside swift-mustache, over random values.
@Suite(.timeLimit(.minutes(20)))
struct ThemeOracleTests {
    @Test(arguments: ["default", "almanac"], 0..<6)
    func everyTemplateIsRenderedAsByTheLibrary(theme name: String, seed: Int) throws {
        let theme = try Theme.load(name, from: []) { bytes in String(bytes.count) }
        let words = try Words.load(language: "en")
        var random = SeededGenerator(seed: UInt64(seed))
        let constants: ThemeValues = [
            "site": ["name": "Moss & Stone", "hasTerms": Bool.random(using: &random)]
                as ThemeValues,
            "words": ThemeValues(words.texts), "assets": ThemeValues(theme.assetAddresses),
        ]
        let library = try ThemeLibrary(theme, constants: constants)
        let oracle = try MustacheOracle(
            Dictionary(uniqueKeysWithValues: theme.templates.map { ($0.name, $0.text) }))
        let values = Self.record(depth: 4, using: &random)
        var all = values
        for name in constants.names { all[name] = constants[name] }

        for template in theme.templates {
            let text = String(decoding: try library.render(template.name, values), as: UTF8.self)
            #expect(text == oracle.render(template.name, all), "\(template.name)")
        }
    }

    private static func record(depth: Int, using random: inout SeededGenerator) -> ThemeValues {
        var record: ThemeValues = [:]
        let names = ThemeContract.names.sorted().filter {
            !["site", "words", "assets"].contains($0)
        }
        for name in names where Int.random(in: 0..<(depth > 3 ? 2 : 12), using: &random) == 0 {
            record[name] = value(depth: depth - 1, using: &random)
        }
        return record
    }

    private static func value(depth: Int, using random: inout SeededGenerator) -> TemplateValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
        case 0: .flag(Bool.random(using: &random))
        case 1: .text("")
        case 2: .text("a < \"b\" & é")
        case 3:
            .list(
                (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    value(depth: depth - 1, using: &random)
                })
        default: .record(record(depth: depth, using: &random))
        }
    }
}
