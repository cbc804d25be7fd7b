import Markdown
import Testing

/// Attacks 28 and 61: whatever a text is made of, its markup is at most sixteen times as long and 4 KB.
@Suite(.timeLimit(.minutes(20)))
struct MarkdownGrowthTests {
    /// What grows the most for a byte of text.
    static let families: [String] = [
        "#\n", "# a\n", "# !\n", "a\n-\n", "[^a]", "[^a]\n\n[^a]: b\n\n", "[a]", "![a]", "<a@b.c> ",
        "@{alice@pod.example}", "#a ", "- [ ]\n", "- a\n", "1. a\n\n", "> a\n\n", "|", "***\n",
        "`a`",
        "![a](/uploads/images/known.webp)", "![](/b)", "[](/b)", "[a](#b)", "&\n", "\"", "\u{1}",
        "```\n```\n", "~~a~~", "**a**", "www.a.b ",
    ]

    static let sizes = [1_024, 16_384, 65_536]

    @Test("Attack 61: a piece again and again", arguments: families, sizes)
    func attack61MarkupIsInProportionToItsText(piece: String, size: Int) {
        let text = MarkdownAttackTests.repeated(piece, to: size)
        let long =
            String(repeating: "[^a]", count: 3) + "[a]\n\n"
            + "[^a]: b\n\n[a]: https://example.org/\(String(repeating: "x", count: 900))\n\n"

        expectBounded(text)
        expectBounded(text + "\n\n[^a]: b\n\n[a]: /\(String(repeating: "ü", count: 200)) \"title\"")
        expectBounded(long + text)
    }

    @Test("Attack 61: notes of their own", arguments: sizes)
    func attack61NotesAreInProportionToTheirText(size: Int) {
        let count = size / 16
        expectBounded((0..<count).map { "[^\($0)]\n\n[^\($0)]: x\n\n" }.joined())
    }

    @Test("Attack 61: tables of empty cells", arguments: sizes)
    func attack61TablesAreInProportionToTheirText(size: Int) {
        let head = "|a|b|c|\n|:-:|:-:|:-:|\n"
        expectBounded(head + MarkdownAttackTests.repeated("|\n", to: size))
        expectBounded(MarkdownAttackTests.repeated(head + "|\n\n", to: size))
        let wide = String(repeating: "|:-:", count: 900) + "|\n"
        expectBounded(wide + wide + MarkdownAttackTests.repeated("||||||||\n", to: size))
    }

    @Test func aHeadingWithoutWordsHasNoIdentifier() {
        let html = MarkdownRenderer().render("text\n\n#\n\n## !?\n\n# Word", in: .sample()).html

        #expect(html.contains("<h2></h2>") && html.contains("<h3>!?</h3>"))
        #expect(html.contains("<h2 id=\"p-word\">Word</h2>"))
    }

    private func expectBounded(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for prefix in ["c~0123456789ab", String(repeating: "x", count: 255)] {
            var context = MarkdownContext.sample()
            context.idPrefix = prefix
            let bytes = MarkdownRenderer().render(text, in: context).html.utf8.count
            #expect(
                bytes <= 16 * text.utf8.count + 4_096,
                "\(bytes) of \(text.utf8.count) bytes, \(text.prefix(40))",
                sourceLocation: sourceLocation)
        }
    }
}
