import Testing

@testable import Markdown

/// HTML in texts that are written for this pod.
struct OwnHTMLTests {
    @Test(arguments: [
        ("a <b>x</b> <kbd>K</kbd>\nb", "a **x** <kbd>K</kbd>  \nb"),
        ("<img src=\"marsh.jpg\" alt=\"The marsh\">", "![The marsh](marsh.jpg)"),
        ("See <a href=\"/x\" title=\"t\">this</a>", "See [this](/x \"t\")"),
        ("<h2>Head</h2>\n\nWords", "## Head\n\nWords"),
        (
            "<p><abbr title='A \"b\"' class=x>c</abbr></p>",
            "<abbr title=\"A &quot;b&quot;\">c</abbr>"
        ),
    ])
    func whatMarkdownHasBecomesMarkdown(html: String, markdown: String) {
        let converted = ImportedText.withoutForeignHTML(html, keepsBreaks: true)

        #expect(converted.markdown == markdown)
        #expect(converted.notes == [])
    }

    @Test(arguments: [
        "Press <kbd>C</kbd> *and* <mark>wait\nthere</mark><br>\n",
        "<details>\n<summary>More</summary>\n\n*Words*\n\n</details>\n",
        "<figure>\n\n![a](/b)\n\n<figcaption>c</figcaption>\n</figure>\n",
        "`<b>code</b>`\n\n    <b>code</b>\n", "<!-- a comment -->\n\na <!-- b --> c\n", "1 < 2 > 0",
    ])
    func whatATextMayHaveStaysAsItWasWritten(text: String) {
        let converted = ImportedText.withoutForeignHTML(text, keepsBreaks: true)

        #expect(converted.markdown == text)
        #expect(converted.notes == [])
    }

    @Test func whatIsNoElementIsShownAsItWasWrittenAndNamed() {
        let text = "Words\n\nA Vec<String> of them\n"
        let converted = ImportedText.withoutForeignHTML(text, firstLine: 4, keepsBreaks: true)

        #expect(converted.markdown == text)
        #expect(
            converted.notes == [
                ImportNote(
                    line: 6,
                    message: "<String> is no element of HTML: it is shown as it was written")
            ])
    }

    @Test func aBlockThatDoesNotBeginALineIsNamed() {
        let text = "Words\n\nand <details> of\n<kbd>x</kbd> them </details>\n"
        let converted = ImportedText.withoutForeignHTML(text, keepsBreaks: true)

        #expect(converted.markdown == text)
        #expect(
            converted.notes == [
                ImportNote(
                    line: 3,
                    message: "<details> does not begin a line: it is shown as it was written")
            ])
    }

    @Test func mentionsTagsNotesAndWhatIsNoElementSurviveBesideHTML() {
        let text = """
            @{Bob; bob_b@else.example} <b>x</b> \\#no #yes_no Vec<String>[^1]

            [^1]: With diaspora://bob@else.example/post/0123456789abcdef <i>here</i>
            """
        let converted = ImportedText.withoutForeignHTML(text, keepsBreaks: true)

        #expect(
            converted.markdown == """
                @{Bob; bob_b@else.example} **x** \\#no #yes_no Vec\\<String>[^1]

                [^1]: With diaspora://bob@else.example/post/0123456789abcdef *here*
                """)
        #expect(converted.notes.map(\.line) == [1])
    }

    @Test func referencesInASummaryStayText() {
        let converted = ImportedText.withoutForeignHTML(
            "<details><summary><u>a</u> &lt;kbd&gt; &amp; \"b\"</summary></details>",
            keepsBreaks: true)

        #expect(
            converted.markdown == """
                <details>
                <summary>a &lt;kbd&gt; &amp; "b"</summary>

                </details>
                """)
        #expect(
            MarkdownRenderer().render(
                converted.markdown, in: MarkdownContext(idPrefix: "p", keptHTML: .ofOwn)
            ).html.contains("<summary>a &lt;kbd&gt; &amp; &quot;b&quot;</summary>"))
    }

    @Test func theRestIsKeptAsItsTextAndNamedWithItsLine() {
        let text = "One\n\n<div align=center>\n<u>Two</u>\n</div>\n\n<script>x</script>\n"
        let converted = ImportedText.withoutForeignHTML(text, firstLine: 2, keepsBreaks: true)

        #expect(converted.markdown.contains("Two") && !converted.markdown.contains("<"))
        #expect(converted.notes.map(\.line) == [5, 8])
        #expect(converted.notes.map(\.message).first == "<u> has no Markdown: its text was kept")
    }

    @Test func elementsThatStayHoldMarkdown() {
        let text = """
            <details open id="x"><summary><b>More</b> of <kbd>it</kbd></summary>
            <p>Some <em>words</em></p>
            </details>
            """
        let converted = ImportedText.withoutForeignHTML(text, keepsBreaks: true)

        #expect(
            converted.markdown == """
                <details open>
                <summary>More of <kbd>it</kbd></summary>

                Some *words*

                </details>
                """)
        #expect(
            converted.notes.map(\.message) == [
                "<b> in <summary> has no Markdown: its text was kept"
            ])
        let figure = ImportedText.withoutForeignHTML(
            "<figure><img src=a.jpg alt=A><figcaption>B</figcaption></figure>", keepsBreaks: true)
        #expect(
            figure.markdown == """
                <figure>

                ![A](a.jpg)

                <figcaption>B</figcaption>
                </figure>
                """)
    }
}
