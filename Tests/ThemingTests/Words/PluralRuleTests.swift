import Testing

@testable import Theming

/// The whole numbers that CLDR's `plurals.xml` gives as examples, one language for every rule.
struct PluralRuleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var language: String
        var forms: [PluralCategory: [ClosedRange<Int>]]
        var testDescription: String { language }

        init(_ language: String, _ forms: [PluralCategory: String]) {
            self.language = language
            self.forms = forms.mapValues { numbers in
                numbers.split(separator: " ").map { part in
                    let ends = part.split(separator: "~").compactMap { Int($0) }
                    return ends[0]...ends[ends.count - 1]
                }
            }
        }
    }

    static let examples: [Example] = [
        Example("ja", [.other: "0~15 100 1000 10000 100000 1000000"]),
        Example("zh", [.other: "0~15 100 1000 10000 100000 1000000"]),
        Example("vi", [.other: "0~15 100 1000 10000 100000 1000000"]),
        Example("en", [.one: "1", .other: "0 2~16 21 100 1000 10000 100000 1000000"]),
        Example("de", [.one: "1", .other: "0 2~16 21 100 1000 10000 100000 1000000"]),
        Example("da", [.one: "1", .other: "0 2~16 100 1000 10000 100000 1000000"]),
        Example("hi", [.one: "0 1", .other: "2~17 100 1000 10000 100000 1000000"]),
        Example("fa", [.one: "0 1", .other: "2~17 100 1000"]),
        Example(
            "fr", [.one: "0 1", .many: "1000000 2000000", .other: "2~17 100 1000 10000 100000"]),
        Example(
            "pt", [.one: "0 1", .many: "1000000 2000000", .other: "2~17 100 1000 10000 100000"]),
        Example(
            "pt-PT", [.one: "1", .many: "1000000", .other: "0 2~16 100 1000 10000 100000"]),
        Example("es", [.one: "1", .many: "1000000", .other: "0 2~16 100 1000 10000 100000"]),
        Example("it", [.one: "1", .many: "1000000", .other: "0 2~16 100 1000 10000 100000"]),
        Example(
            "gv",
            [
                .one: "1 11 21 31 41 51 61 71 101 1001", .two: "2 12 22 32 42 52 62 72 102 1002",
                .few: "0 20 40 60 80 100 120 140 1000 10000 100000 1000000",
                .other: "3~10 13~19 23 103 1003",
            ]),
        Example(
            "is",
            [
                .one: "1 21 31 41 51 61 71 81 101 1001",
                .other: "0 2~16 100 1000 10000 100000 1000000",
            ]),
        Example("mk", [.one: "1 21 31 41 51 61 71 101 1001", .other: "0 2~16 100 1000 10000"]),
        Example(
            "fil",
            [.one: "0~3 5 7 8 10~13 15 17 18 20 21 100 1000", .other: "4 6 9 14 16 19 24 26 104"]),
        Example(
            "lv",
            [
                .zero: "0 10~20 30 40 50 60 100 1000 10000 100000 1000000",
                .one: "1 21 31 41 51 61 71 81 101 1001", .other: "2~9 22~29 102 1002",
            ]),
        Example("lag", [.zero: "0", .one: "1", .other: "2~17 100 1000 10000"]),
        Example("ksh", [.zero: "0", .one: "1", .other: "2~17 100 1000 10000"]),
        Example("he", [.one: "1", .two: "2", .other: "0 3~17 20 30 100 1000 10000 1000000"]),
        Example(
            "ga",
            [
                .one: "1", .two: "2", .few: "3~6", .many: "7~10",
                .other: "0 11~25 100 1000 10000 100000 1000000",
            ]),
        Example(
            "cy",
            [
                .zero: "0", .one: "1", .two: "2", .few: "3", .many: "6",
                .other: "4 5 7~20 100 1000 10000 100000 1000000",
            ]),
        Example(
            "br",
            [
                .one: "1 21 31 41 51 61 81 101 1001", .two: "2 22 32 42 52 62 82 102 1002",
                .few: "3 4 9 23 24 29 33 34 39 43 44 49 103 1003", .many: "1000000",
                .other: "0 5~8 10~20 71 72 79 91 92 99 100 1000 10000 100000",
            ]),
        Example(
            "kw",
            [
                .zero: "0", .one: "1",
                .two: "2 22 42 62 82 102 122 142 1000 10000 100000", .few: "3 23 43 63 83 103 1003",
                .many: "21 41 61 81 101 121 141 161 1001", .other: "4~19 100 1004 1000000",
            ]),
        Example(
            "gd",
            [
                .one: "1 11", .two: "2 12", .few: "3~10 13~19",
                .other: "0 20~34 100 1000 10000 100000 1000000",
            ]),
        Example(
            "mt",
            [
                .one: "1", .two: "2", .few: "0 3~10 103~109 1003", .many: "11~19 111~117 1011",
                .other: "20~35 100 1000 10000 100000 1000000",
            ]),
        Example(
            "ar",
            [
                .zero: "0", .one: "1", .two: "2", .few: "3~10 103~110 1003",
                .many: "11~26 111 1011", .other: "100~102 200~202 1000 10000 100000 1000000",
            ]),
        Example(
            "ro",
            [
                .one: "1", .few: "0 2~16 101~119 1001",
                .other: "20~35 100 1000 10000 100000 1000000",
            ]),
        Example(
            "sr",
            [
                .one: "1 21 31 41 51 61 71 81 101 1001", .few: "2~4 22~24 32~34 102 1002",
                .other: "0 5~19 100 1000 10000 100000 1000000",
            ]),
        Example(
            "ru",
            [
                .one: "1 21 31 41 51 61 71 81 101 1001", .few: "2~4 22~24 32~34 102 1002",
                .many: "0 5~19 100 1000 10000 100000 1000000",
            ]),
        Example(
            "uk",
            [
                .one: "1 21 101 1001", .few: "2~4 22~24 62 102 1002",
                .many: "0 5~19 100 111~114 1000 1000000",
            ]),
        Example(
            "pl",
            [
                .one: "1", .few: "2~4 22~24 32~34 102 1002",
                .many: "0 5~19 21 31 100 101 1000 10000 100000 1000000",
            ]),
        Example(
            "cs", [.one: "1", .few: "2~4", .other: "0 5~19 22 100 1000 10000 100000 1000000"]),
        Example(
            "sl",
            [
                .one: "1 101 201 301 1001", .two: "2 102 202 1002", .few: "3 4 103 104 203 1003",
                .other: "0 5~19 21 22 100 1000 10000 100000 1000000",
            ]),
        Example(
            "lt",
            [
                .one: "1 21 31 41 51 61 71 81 101 1001", .few: "2~9 22~29 102 1002",
                .other: "0 10~20 30 40 50 60 100 111 112 1000 10000 100000 1000000",
            ]),
        Example(
            "sgs",
            [
                .one: "1 21 31 101 1001", .two: "2", .few: "3~9 22~29 32 102 1002",
                .other: "0 10~20 30 40 100 1000",
            ]),
        Example("shi", [.one: "0 1", .few: "2~10", .other: "11~26 100 1000 10000"]),
        Example("tzm", [.one: "0 1 11~24 99", .other: "2~10 100~106 1000 10000"]),
    ]

    @Test(arguments: examples)
    func everyExampleOfCLDRHasItsForm(_ example: Example) {
        let rule = PluralRule(language: example.language)

        for (category, ranges) in example.forms {
            for number in ranges.joined() {
                #expect(rule.category(for: number) == category, "\(example.language) \(number)")
            }
        }
        #expect(Set(example.forms.keys) == Set(rule.categories))
    }

    @Test(arguments: PluralFamily.allCases)
    func everyRuleHasAnExampleAndKeepsToItsForms(_ family: PluralFamily) {
        let used = Set(
            (0...100_000).map { family.category(for: $0) } + [family.category(for: 1_000_000)])

        #expect(used == Set(family.categories))
        #expect(Self.examples.contains { PluralFamily.byLanguage[$0.language] == family })
    }

    @Test func aVarietyOfALanguageHasItsRule() {
        #expect(PluralRule(language: "ru-RU") == PluralRule(language: "ru"))
        #expect(PluralRule(language: "pt-BR") == PluralRule(language: "pt"))
        #expect(PluralRule(language: "pt-pt") == PluralRule(language: "es"))
    }

    @Test func anUnknownLanguageHasOneForm() {
        #expect(PluralRule(language: "tlh").category(for: 1) == .other)
        #expect(PluralRule(language: "").category(for: 1) == .other)
    }

    @Test func aNegativeNumberHasTheFormOfItsAbsoluteValue() {
        #expect(PluralRule(language: "en").category(for: -1) == .one)
        #expect(PluralRule(language: "en").category(for: .min) == .other)
    }
}
