import Markdown
import Testing

@testable import Theming

/// The table of contents of a post's own page.
struct TableOfContentsTests {
    private func contents(_ html: String) -> [ThemeValues] {
        HeadingOutline(html, idPrefix: "guid", linkLabel: "Link").contents
    }

    @Test func contentsAreTheTwoHighestLevels() {
        let html = MarkdownRenderer().render(
            "text\n\n## A `x` & y[^1]\n\n### A1 {#one}\n\n#### A1a\n\n### A2\n\n## B\n\n[^1]: note",
            in: MarkdownContext(idPrefix: "guid", readsAnchors: true)
        ).html

        let contents = contents(html)

        #expect(contents.count == 2)
        #expect(contents[0]["sections"]?.templateValue.members.count == 2)
        #expect(contents[1]["sections"] == nil)
    }

    @Test func twoHeadingsHaveNone() {
        #expect(contents("<h2 id=\"guid-a\">A</h2><h2 id=\"guid-b\">B</h2>").isEmpty)
    }
}
