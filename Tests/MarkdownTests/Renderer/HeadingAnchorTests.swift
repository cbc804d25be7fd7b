import Testing

@testable import Markdown

/// Headings that a writer named, and the links to headings on a post's own page.
struct HeadingAnchorTests {
    private func render(_ text: String, readsAnchors: Bool = true) -> RenderedText {
        MarkdownRenderer().render(
            text, in: MarkdownContext(idPrefix: "guid", readsAnchors: readsAnchors))
    }

    private func outline(_ html: String) -> HeadingOutline {
        HeadingOutline(html, idPrefix: "guid", linkLabel: "Link & <go>")
    }

    @Test func aNameIsTakenOffTheHeadingAndStandsBehindThePrefix() {
        let rendered = render(
            "# Title {#top}\n\n## Low water {#low-water-2}\n\n[see](#low-water-2)")

        #expect(rendered.title == "Title")
        #expect(
            rendered.html == """
                <h2 id="guid--low-water-2">Low water</h2>
                <p><a href="#guid--low-water-2">see</a></p>

                """)
    }

    @Test(arguments: [
        "{#main}", "{#conversation}", "{#conversation-title}", "{#guid-tides}",
    ])
    func aNameThatThePageHasIsNotTaken(name: String) {
        let html = render("text\n\n## Tides \(name)").html

        #expect(html.hasSuffix("<h2 id=\"guid-tides\">Tides</h2>\n"))
    }

    @Test func aNameOfTheTitleIsNone() {
        #expect(render("# Title {#top}\n\n[up](#top)").html.contains("href=\"#guid-top\""))
    }

    @Test func aNameIsGivenOnce() {
        let html = render("text\n\n## One {#a}\n\n## Two {#a}").html

        #expect(html.contains("<h2 id=\"guid--a\">One</h2>\n<h2 id=\"guid-two\">Two</h2>"))
    }

    @Test(arguments: ["{#}", "{#a b}", "{#ä}", "{# a}", "{a}", "{#a_b}", "`{#a}`", "{#a} b"])
    func whatIsNoNameStaysText(mark: String) {
        #expect(!render("text\n\n## Tides \(mark)").html.contains("guid--"))
    }

    @Test func inTextsOfOthersANameIsText() {
        #expect(
            render("text\n\n## Tides {#tides}", readsAnchors: false).html
                .contains("<h2 id=\"guid-tides-tides\">Tides {#tides}</h2>"))
    }

    @Test func theOwnPageHasTheNameAloneAndALinkToEveryHeading() {
        let html = render(
            "text\n\n## A *b* & c[^1] {#named}\n\n> ### Deeper\n\n[up](#named) [on](#deeper)\n\n## ?!\n\n[^1]: note"
        ).html

        let outline = outline(html)

        #expect(
            outline.html.contains(
                "<h3 id=\"deeper\">Deeper<a class=\"permalink\" id=\"guid-deeper\" href=\"#deeper\" aria-label=\"Link &amp; &lt;go&gt;\"></a></h3>"
            ))
        #expect(outline.html.contains("<a href=\"#deeper\">on</a>"))
        #expect(outline.html.contains("<h2>?!</h2>"))
        #expect(outline.html.contains("<h2 id=\"named\">A <em>b</em> &amp; c<sup>"))
        #expect(outline.html.contains("<a href=\"#named\">up</a>"))
    }

    @Test(arguments: [
        ("## Main", "<h2 id=\"guid-main\">Main<a class=\"permalink\" href=\"#guid-main\""),
        (
            "## Tides\n\n## X {#tides}",
            "<h2 id=\"guid-tides\">Tides<a class=\"permalink\" href=\"#guid-t"
        ),
        (
            "## Guid x\n\n## X",
            "<h2 id=\"guid-guid-x\">Guid x<a class=\"permalink\" href=\"#guid-guid-x\""
        ),
    ])
    func wordsThatThePageHasAlreadyStayBehindThePrefix(text: String, heading: String) {
        #expect(outline(render("text\n\n\(text)").html).html.contains(heading))
    }

    @Test func aTextWithoutHeadingsStaysAsItIs() {
        let html = "<p>a &lt;h2 id=&quot;guid-x&quot;&gt; <a href=\"#guid-fn:1\">1</a></p>\n"

        #expect(outline(html).html == html)
        #expect(outline(html).entries.isEmpty)
    }

    @Test func anEntryHasTheWordsOfItsHeadingAndTheNameOnThePage() {
        let html = render(
            "text\n\n## A `x` & y[^1]\n\n### A1 {#one}\n\n#### A1a\n\n### A2\n\n## B\n\n[^1]: note"
        ).html

        let entries = outline(html).entries
        #expect(entries.map(\.label) == ["A x & y", "A1", "A1a", "A2", "B"])
        #expect(entries.map(\.url).prefix(2) == ["#a-x-y", "#one"])
    }

    @Test(arguments: [
        (String(repeating: "word <b>an</b>d ", count: 110), 1),
        (String(repeating: "word ", count: 550), 3), (String(repeating: "海", count: 1_000), 2),
        ("", 1),
    ])
    func readingTimeCountsWordsAndCharacters(html: String, minutes: Int) {
        #expect(ReadingTime.minutes(html: html) == minutes)
    }
}
