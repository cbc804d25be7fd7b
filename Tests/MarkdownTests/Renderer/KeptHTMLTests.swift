import TestSupport
import Testing

@testable import Markdown

/// The few elements of HTML that texts may have, and what keeps them from changing anything outside.
struct KeptHTMLTests {
    @Test(arguments: [
        ("Press <kbd>Ctrl</kbd>+<KBD class=\"x\">C</KBD >", "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>"),
        ("H<sub>2</sub>O <mark>*new*</mark>", "H<sub>2</sub>O <mark><em>new</em></mark>"),
        ("m<sup>2</sup>", "m<sup>2</sup>"),
        (
            "<abbr title='A &amp; \"B\"' id=x>AB</abbr>",
            "<abbr title=\"A &amp; &quot;B&quot;\">AB</abbr>"
        ),
        ("<mark>open", "<mark>open</mark>"),
        ("shut</mark> here", "shut&lt;/mark&gt; here"),
        ("*<mark>a* b</mark>", "<em><mark>a</mark></em> b&lt;/mark&gt;"),
        ("<mark>*a</mark>*", "<mark><em>a&lt;/mark&gt;</em></mark>"),
        ("<mark><kbd>a</mark> b", "<mark><kbd>a</kbd></mark> b"),
        ("[<mark>a](/x) b</mark>", "<a href=\"/x\"><mark>a</mark></a> b&lt;/mark&gt;"),
        ("<b>a</b> <u onclick=x>b</u>", "&lt;b&gt;a&lt;/b&gt; &lt;u onclick=x&gt;b&lt;/u&gt;"),
        ("a <details> b", "a &lt;details&gt; b"),
    ])
    func elementsWithinALineAreKeptAndBalanced(text: String, html: String) {
        #expect(own(text) == "<p>\(html)</p>\n")
    }

    @Test func whatIsNotClosedEndsWithItsBlock() {
        for text in [
            "a <mark>b\n\nc", "# <mark>b\n\nc", "- <mark>b\n\nc", "> <mark>b\n\nc",
            "|<mark>b|\n|-|\n\nc", "x[^1]\n\n[^1]: <mark>b\n\nc", "<kbd><mark>b\n\nc",
        ] {
            let html = own(text)

            #expect(html.contains("b</mark>"), "\(html)")
            #expect(html.contains("<p>c</p>"), "\(html)")
            #expect(MarkupCheck(html, idPrefix: "p").faults == [], "\(html)")
        }
    }

    @Test func detailsAndFiguresHoldMarkdown() {
        let text = """
            <details open class="x">
            <summary>More of <kbd>it</kbd></summary>

            *Words*

            </details>

            <figure>

            ![A marsh](/a.png)

            <figcaption>The marsh</figcaption>
            </figure>

            After
            """

        let html = own(text)

        #expect(
            html.contains(
                "<details open>\n<summary>More of <kbd>it</kbd></summary>\n"
                    + "<p><em>Words</em></p>\n</details>\n"), "\(html)")
        #expect(html.contains("<figure>\n<p><img src=\"/a.png\""), "\(html)")
        #expect(
            html.hasSuffix("<figcaption>The marsh</figcaption>\n</figure>\n<p>After</p>\n"),
            "\(html)")
    }

    static let empty = "<details>\n<summary>Details</summary>\n"
    static let wrong: [String: String] = [
        // Not closed: closed at the end of the text, or of what it stands in.
        "<details>\n\na": empty + "<p>a</p>\n</details>\n",
        "> <details>\n\nb": "<blockquote>\n" + empty
            + "</details>\n</blockquote>\n<p>b</p>\n",
        // A start in one place and an end in another.
        "<details>\n\n> </details>\n\na": empty
            + "<blockquote>\n<p>&lt;/details&gt;</p>\n</blockquote>\n<p>a</p>\n</details>\n",
        // An end without a start; a summary where none may be.
        "</details>": "<p>&lt;/details&gt;</p>\n",
        "<summary>a</summary>": "<p>&lt;summary&gt;a&lt;/summary&gt;</p>\n",
        "<details>\na <summary>b</summary>\n</details>": empty
            + "<p>a &lt;summary&gt;b&lt;/summary&gt;</p>\n</details>\n",
        // A summary ends with its block.
        "<details><summary>a\n\nb":
            "<details>\n<summary>a</summary>\n<p>b</p>\n</details>\n",
        // Nothing follows a caption that is not the first.
        "<figure>\n\na\n\n<figcaption>b</figcaption>\n\nc":
            "<figure>\n<p>a</p>\n<figcaption>b</figcaption>\n</figure>\n<p>c</p>\n",
    ]

    @Test(arguments: wrong.keys.sorted())
    func blocksAreBalanced(text: String) {
        #expect(own(text) == Self.wrong[text])
    }

    @Test func notesStandOutsideOfWhatIsOpen() {
        let html = own("<details>\n\na[^1]\n\n[^1]: note")

        #expect(html.contains("</details>\n<section class=\"footnotes\""), "\(html)")
        #expect(MarkupCheck(html, idPrefix: "p").faults == [])
    }

    @Test func othersHaveTheFewThatChangeNothingAround() {
        let text = "<kbd>a</kbd> <abbr title=x>b</abbr> <mark>c\n\n<details>\n\nd"

        let html = MarkdownRenderer().render(text, in: context(.ofOthers)).html

        #expect(
            html == """
                <p><kbd>a</kbd> &lt;abbr title=x&gt;b&lt;/abbr&gt; <mark>c</mark></p>
                <p>&lt;details&gt;</p>
                <p>d</p>

                """)
        #expect(
            MarkdownRenderer().render("<kbd>a</kbd>", in: context(.none)).html
                == "<p>&lt;kbd&gt;a&lt;/kbd&gt;</p>\n")
    }

    @Test func atMostSixteenStandWithinEachOther() {
        let html = own(String(repeating: "<mark>", count: 40) + "a")

        #expect(html.ranges(of: "<mark>").count == 16)
        #expect(html.ranges(of: "</mark>").count == 16)
        #expect(html.ranges(of: "&lt;mark&gt;").count == 24)
    }

    @Test func aTitleHasNoTagsOfWhatIsKept() {
        let rendered = MarkdownRenderer().render(
            "# Press <kbd>C</kbd>\n\nWords", in: context(.ofOwn, isTitled: true))

        #expect(rendered.title == "Press C")
        #expect(rendered.html == "<p>Words</p>\n" && rendered.plainText == "Press C\nWords")
    }

    /// Attack 27 and 61, for the elements that are kept.
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func whateverIsWrittenBalances(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "<details>", "</details>", "<summary>", "</summary>", "<figure>", "</figure>",
            "<figcaption>", "</figcaption>", "<kbd>", "</kbd>", "<mark>", "</mark>", "<sub>",
            "<abbr title=\"x\">", "</abbr>", "*", "**", "[", "](/x)", "\n", "\n\n", "> ", "- ",
            "a", " ", "<b>", "<!-- x -->", "[^1]", "\n\n[^1]: ", "| a |\n|-|\n", "# ", "`", "<br>",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 1...30, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            for kept in [KeptHTML.ofOwn, .ofOthers] {
                let html = MarkdownRenderer().render(text, in: context(kept)).html

                #expect(MarkupCheck(html, idPrefix: "p").faults == [], "\(text)\n\(html)")
                if !MarkupCheck(html, idPrefix: "p").faults.isEmpty { return }
            }
        }
    }

    private func own(_ text: String) -> String {
        MarkdownRenderer().render(text, in: context(.ofOwn)).html
    }

    private func context(_ kept: KeptHTML, isTitled: Bool = false) -> MarkdownContext {
        MarkdownContext(idPrefix: "p", isTitled: isTitled, keptHTML: kept)
    }
}
