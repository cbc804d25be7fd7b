import Markdown
import Testing

@Suite struct PlainTextRendererTests {
    private func render(_ text: String) -> RenderedText { PlainTextRenderer().render(text) }

    @Test func linesAndParagraphsStay() {
        let rendered = render("One\ntwo\r\nthree\rfour\n \n\r\n\nNext\n")

        #expect(rendered.html == "<p>One<br>\ntwo<br>\nthree<br>\nfour</p>\n<p>Next</p>\n")
        #expect(rendered.plainText == "One\ntwo\nthree\nfour\nNext")
        #expect(rendered.excerpt == "One two three four Next")
    }

    @Test func attack27NothingMeansAnythingElse() {
        let rendered = render("<script>a</script> **b** [c](javascript:d) & \"e\" \u{0}")

        #expect(
            rendered.html
                == "<p>&lt;script&gt;a&lt;/script&gt; **b** [c](javascript:d) &amp; &quot;e&quot; "
                + "\u{FFFD}</p>\n")
        #expect(rendered.tags.isEmpty && rendered.mentions.isEmpty && rendered.links.isEmpty)
    }

    @Test func whatShouldBeHiddenStaysHidden() {
        #expect(render("a #NSFW thing").isNSFW)
        #expect(!render("a thing").isNSFW)
    }

    @Test func anEmptyTextHasNoParagraph() {
        #expect(render(" \n\n").html == "")
        #expect(render("").name == "")
    }

    @Test func namesAreShort() {
        let rendered = render(String(repeating: "word ", count: 300))

        #expect(rendered.title == nil)
        #expect(rendered.name.unicodeScalars.count <= 70 && rendered.name.hasSuffix("…"))
        #expect(rendered.excerpt.unicodeScalars.count <= 200)
        #expect(rendered.isLong)
    }
}
