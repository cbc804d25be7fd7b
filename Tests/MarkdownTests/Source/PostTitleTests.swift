import Testing

@testable import Markdown

struct PostTitleTests {
    @Test(arguments: [
        "Plain", "A *b* _c_ `d", "[x](y) ![z]", "C#", "# one ##", "#tag and #other",
        "<b>x</b> &amp; &",
        "a\\b\\", "@{Alice; alice@pod}", "1. one", "~~x~~", "snake_case_name", "日本語", "x",
        "- y",
        "Vec<T>", "100% [ ]", "a | b",
    ])
    func everyCharacterOfATitleIsText(title: String) throws {
        let line = PostTitle.heading(title)

        #expect(PostTitle.firstHeading(of: line) == title)
        let kinds = SourceTree.withRoot(of: line) { root in
            var kinds: Set<String> = []
            root.walk { kinds.insert("\($0.kind)") }
            return kinds
        }
        #expect(kinds == ["document", "heading", "text"])
        #expect(Hashtags.held(in: title.contains("#") ? "" : line).isEmpty)
        #expect(!line.contains("@{"))
    }

    @Test func aTextThatStartsWithItsTitleKeepsIt() {
        #expect(PostTitle.added("A  b", to: "# A *b*\n\ntext") == "# A *b*\n\ntext")
        #expect(PostTitle.added("A", to: "A\n===\ntext") == "A\n===\ntext")
        #expect(PostTitle.added("B", to: "# A\n\ntext") == "# B\n\n# A\n\ntext")
        #expect(PostTitle.added("", to: "text") == "text")
        #expect(PostTitle.added("two\nlines", to: "") == "# two lines")
    }

    @Test(arguments: [
        ("Why `let` is *not* `var`", "Why let is *not* var"), ("``a ` b``", "a ` b"),
        ("`` ` `` alone", "` alone"),
        ("`#tag @{a@b.example}` and #c", "#tag @{a@b.example} and #c"),
        ("One ` of ``two", "One ` of ``two"), ("`Vec<T>`#", "Vec<T>#"),
    ])
    func codeInATitleIsCode(title: String, shown: String) {
        let line = PostTitle.heading(title)

        let rendered = MarkdownRenderer().render(line + "\n\ntext", in: MarkdownContext())
        #expect(rendered.title == shown)
        #expect(rendered.tags == [] && rendered.mentions == [])
        #expect(PostTitle.shown(title) == shown)
        #expect(PostTitle.added(title, to: line + "\n\ntext") == line + "\n\ntext")
    }

    @Test func addingATitleTwiceChangesNothingMore() {
        let once = PostTitle.added("What's *new* in C#", to: "text")
        #expect(PostTitle.added("What's *new* in C#", to: once) == once)
    }
}
