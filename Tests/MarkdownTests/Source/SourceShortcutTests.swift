import Foundation
import TestSupport
import Testing

@testable import Markdown

/// Parsing that is left out because nothing would come of it, held to parsing all the same.
struct SourceShortcutTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func destinationsToldWithoutMarksAreThoseToldByThem(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var told = 0
        for _ in 0..<Self.rounds {
            let text = Self.text(&generator, Self.linkPieces)
            let quick = LinkSource(text).found
            let marked = LinkSource(text, isMarking: true).found
            #expect(quick == marked, "\(text.debugDescription)")
            told += quick.isEmpty ? 0 : 1
        }
        #expect(told > 200)
    }

    @Test(arguments: [
        "`[a](https://b.c)` https://b.c", "`[a](b)` [b](b)", "[a](https://a.b) `](`",
        "[https://a.b](https://a.b) `[c](https://a.b)`", "x@y.z [a](mailto:x@y.z) `](`",
        "[![a](b)](c) ![d [e](f)](g)", "> [a](\n> b)\n\n[c](d)", "[a](b\\_c) [d](e&amp;f)",
        "| [a](b) | [c](d\\|e) |\n|-|-|", "[a](b](c) [d](e)", "[a](<b>) [c](d)",
        "www.a.b [c](d) ![e](http://www.a.b)",
    ])
    func destinationsAreToldAlikeBesideWhatOnlyLooksLikeOne(text: String) {
        #expect(LinkSource(text).found == LinkSource(text, isMarking: true).found)
    }

    @Test func theLinksOfAnImportedTextAreThoseOfItsMarkdown() {
        var generator = SeededGenerator(seed: 5)
        for round in 0..<Self.rounds {
            let pieces = round % 2 == 0 ? Self.linkPieces : Self.blankPieces
            let imported = ImportedText.convert(Self.text(&generator, pieces))
            let found = MarkdownLinks.occurrences(in: imported.markdown)
            #expect(imported.links == found.filter { $0.kind == .link })
            #expect(imported.images == found.filter { $0.kind == .image })
        }
    }

    @Test func noTagIsOverlooked() {
        var generator = SeededGenerator(seed: 6)
        var count = 0
        for _ in 0..<Self.rounds {
            let text = Self.text(&generator, Self.tagPieces)
            // A text with an entity is always parsed.
            let held = Hashtags.held(in: text)
            #expect(held == Hashtags.held(in: text + "\n\n&"), "\(text.debugDescription)")
            count += held.count
        }
        #expect(count > 150)
    }

    @Test func noHeadingIsOverlooked() {
        var generator = SeededGenerator(seed: 8)
        var count = 0
        for _ in 0..<Self.rounds {
            let text = Self.text(&generator, Self.headingPieces)
            // A text with a rule is always parsed.
            let heading = PostTitle.firstHeading(of: text)
            #expect(
                heading == PostTitle.firstHeading(of: text + "\n\n---"),
                "\(text.debugDescription)")
            count += heading == nil ? 0 : 1
        }
        #expect(count > 150)
    }

    private static let linkPieces = [
        "[a](b)", "[a](b)", "![a](b)", "[c](b.md)", "[![d](e)](f)", "[a](", "b)", "](b)", "`", "``",
        "https://a.b/c", "[x](https://a.b/c)", "[https://a.b/c](https://a.b/c)", "www.a.b",
        "[y](http://www.a.b)", "a@b.cd", "[m](mailto:a@b.cd)", "<b>", "<https://d.e>", "[a]", ":",
        "[r]: b", "[r]", "[^1]", "[^1]: [n](o)", "- ", "> ", "    ", "| a |", "|---|", "\n", "\n",
        "\n\n", "\n", " ", "*", "word", "\\", "&amp;", "(", ")", "[", "]", "![", "\"t\"", "~~",
        "# ", "http://",
    ]
    private static let blankPieces = [
        "\n", "\n", " ", "\t", "\u{FEFF}", "\u{A0}", "\u{0B}", "\u{0C}", "\u{2028}", "[a](b)",
        "[c]: d", "[c]", "![e](f)", "text", "\\", "- ", "    ", "```",
    ]
    private static let tagPieces = [
        "#", "#", "#tag", "word", "x", " ", "\n", "*", "**", "_", "~~", "`", "[", "](u)", "\\", "-",
        "!", "é", "<b>", "&amp;", "&#35;", "[^1]", "\n[^1]: n", "\n\n", "| ", "\n|-|-|\n",
        "https://a.b#c", "<", ">", "(", ")", "\"",
    ]
    private static let headingPieces = [
        "# a", "#a", "#", "a", "===", "=", "---", "--", "- ", "> ", " ", "    ", "\t", "\n", "\n",
        "\n\n", "\r", "\r\n", "\u{FEFF}", "[r]: b", "[^1]: c", "```", "<div>", "| a |", "|---|",
        "\u{0B}", "\u{0C}", "\0", "1. ",
    ]

    /// More rounds with `DANDELION_ROUNDS`.
    private static var rounds: Int {
        ProcessInfo.processInfo.environment["DANDELION_ROUNDS"].flatMap(Int.init) ?? 2_500
    }

    private static func text(_ generator: inout SeededGenerator, _ pieces: [String]) -> String {
        let count = Int.random(in: 1...8, using: &generator)
        return (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
    }
}
