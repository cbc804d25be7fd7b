import Markdown
import Testing

/// Straight marks become those of the text's language, where a writer means them.
struct TypographyTests {
    private func render(_ text: String, language: String = "en") -> RenderedText {
        var context = MarkdownContext(tagPath: { _ in nil })
        context.typography = Typography(language: language)
        return MarkdownRenderer().render(text, in: context)
    }

    private func shown(_ text: String, language: String = "en") -> String {
        var html = render(text, language: language).html
        if html.hasPrefix("<p>"), html.hasSuffix("</p>\n") {
            html = String(html.dropFirst(3).dropLast(5))
        }
        return html
    }

    @Test(arguments: [
        ("She said \"no\", and left.", "She said “no”, and left."),
        ("\"Well,\" he said, \"don't.\"", "“Well,” he said, “don’t.”"),
        ("\"*Well*\" and *\"well\"*", "“<em>Well</em>” and <em>“well”</em>"),
        ("(\"so\") \"`code`\" \"he said 'yes'\"", "(“so”) “<code>code</code>” “he said ‘yes’”"),
        ("\"'Yes,' he said\"", "“‘Yes,’ he said”"),
        ("the dogs' bowl, '90s, 'tis, 1990's", "the dogs’ bowl, ’90s, ’tis, 1990’s"),
        ("'a word' and 'another'", "‘a word’ and ‘another’"),
        ("\"over\ntwo lines\"", "“over<br>\ntwo lines”"),
        ("@{Alice; alice@x.example}'s", "Alice’s"),
    ])
    func quotationMarksAreSet(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test(arguments: [
        ("wet -- and cold", "wet – and cold"), ("1990--1995", "1990–1995"),
        ("a--b, --flag, x --", "a--b, --flag, x --"), ("one --- two", "one --- two"),
        ("-- Alice", "-- Alice"),
    ])
    func twoHyphensAreADashBetweenSpacesOrDigits(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test(arguments: [
        ("de", "„Ja“, sagte sie – ‚nein‘"), ("fr", "«\u{202F}Ja\u{202F}», sagte sie – “nein”"),
        ("sv", "”Ja”, sagte sie – ’nein’"), ("es", "«Ja», sagte sie — “nein”"),
        ("en-US", "“Ja”, sagte sie — ‘nein’"), ("en-GB", "“Ja”, sagte sie – ‘nein’"),
    ])
    func everyLanguageHasItsOwnMarks(language: String, expected: String) {
        #expect(shown("\"Ja\", sagte sie -- 'nein'", language: language) == expected)
    }

    @Test(arguments: [
        ("`\"a\" -- 'b'`", "<code>&quot;a&quot; -- 'b'</code>"),
        ("6'2, 5\" and 3'", "6'2, 5&quot; and 3'"),
        ("<b title=\"it's\">", "&lt;b title=&quot;it's&quot;&gt;"),
        ("a <b title=\"it's\">", "a &lt;b title=&quot;it's&quot;&gt;"),
        ("قال \"نعم\"", "قال &quot;نعم&quot;"), ("ג'ירפה", "ג'ירפה"),
        (
            "https://x.example/it's--1",
            "<a href=\"https://x.example/it's--1\" rel=\"noopener noreferrer\">https://x.example/it's--1</a>"
        ),
        ("    \"a\" 'b'", "<pre tabindex=\"0\"><code>&quot;a&quot; 'b'\n</code></pre>\n"),
    ])
    func codeAddressesMeasuresAndOtherScriptsStay(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test func titleNameAndExcerptAreSetAndIdentifiersAreNot() {
        let rendered = render("# It's \"so\" `--x 'y'`\n\n## Don't -- stop\n\nIt's \"so\".")

        #expect(rendered.title == "It’s “so” --x 'y'")
        #expect(rendered.excerpt == "It’s “so”.")
        #expect(rendered.html.contains("<h2 id=\"dont-stop\">Don’t – stop</h2>"))
    }

    @Test func withoutALanguageMarksStay() {
        let html = MarkdownRenderer().render("\"it's\" -- so", in: MarkdownContext()).html

        #expect(html == "<p>&quot;it's&quot; -- so</p>\n")
        #expect(Typography(language: "xx") == nil)
    }

    @Test func aQuotationThatIsNotClosedEndsWithItsBlock() {
        #expect(shown("\"one\n\n5\" wide") == "“one</p>\n<p>5&quot; wide")
    }
}
