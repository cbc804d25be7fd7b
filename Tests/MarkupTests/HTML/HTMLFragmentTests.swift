import Testing

@testable import Markup

struct HTMLFragmentTests {
    @Test(arguments: [
        ("<p>a <b>bold</b> <em>it</em> <code>c`d</code></p>", "a **bold** *it* ``c`d``"),
        ("<a href=\"/x y\" title=\"T\">z</a>", "[z](</x y> \"T\")"),
        ("<a href='https://a.b/c'>https://a.b/c</a>", "<https://a.b/c>"),
        ("<img src=a.png alt='A [b]'>", "![A \\[b\\]](a.png)"),
        ("one<br>two<br><br>three", "one  \ntwo\n\nthree"),
        ("<h2 id=x>Head</h2><hr><p>1. no list</p>", "## Head\n\n***\n\n1\\. no list"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol start=3><li><p>a</p><p>b</p></li></ol>", "3. a\n\n   b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code class='language-rust'>a\n  b &lt;\n</code></pre>", "```rust\na\n  b <\n```"),
        (
            "<table><tr><th>a<th>b</tr><tr><td>1|2<td>3</tr></table>",
            "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |"
        ),
        ("<details><summary>More</summary><p>text</p></details>", "### More\n\ntext"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("x<sup>2</sup> H<sub>2</sub>O <kbd>Esc</kbd>", "x² H₂O `Esc`"),
        (
            "a*b _c_ d_e # [x] &amp;amp; 1 &lt; 2 &lt;b>",
            "a\\*b \\_c\\_ d_e # \\[x\\] &amp;amp; 1 < 2 \\<b>"
        ),
        ("</div>stray<p>b", "stray\n\nb"),
        ("<iframe src='https://v.w/x' title='Film'></iframe>", "[Film](https://v.w/x)"),
        ("<progress value=14 max=34></progress>", "14/34"),
        ("<b> x </b>y", "**x** y"), ("日<!-- more -->本", "日本"), ("", ""),
    ])
    func htmlIsToldAsMarkdown(html: String, markdown: String) throws {
        #expect(try HTMLFragment(html).markdown().markdown == markdown)
    }

    @Test(arguments: [
        ("a\n<u>b</u>", "b", 2, "<u> has no Markdown"), ("\n\n<!-- hi -->x", "x", 3, "“hi”"),
        ("<script src='a.js'>x</script>y", "y", 1, "<script> of a.js was left out"),
        ("<style>p{}</style>y", "y", 1, "<style>"), ("Vec<T> x", "\\<t>", 1, "<t> is not HTML"),
    ])
    func whatIsNotKeptIsNamedWithItsLine(html: String, kept: String, line: Int, note: String) throws
    {
        let result = try HTMLFragment(html).markdown()
        #expect(result.markdown.contains(kept))
        #expect(result.notes.map(\.line) == [line])
        #expect(result.notes.first?.message.contains(note) == true)
    }

    @Test func tagsNestedDeeplyKeepTheirText() throws {
        let html = String(repeating: "<div>", count: 200) + "deep"
        #expect(try HTMLFragment(html).markdown().markdown == "deep")
        let shallow = String(repeating: "<span>", count: 80) + "deep"
        #expect(try HTMLFragment(shallow).markdown().markdown == "deep")
    }

    @Test func aPieceThatIsTooLargeIsRefused() {
        let html = String(repeating: "x", count: HTMLFragment.maximumBytes + 1)
        #expect(throws: HTMLFragmentError.tooLarge(bytes: html.utf8.count)) {
            try HTMLFragment(html)
        }
    }

    @Test func nothingOfTheSystemIsRead() throws {
        let html = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><p>&e;</p>"
        #expect(try !HTMLFragment(html).markdown().markdown.contains("root"))
    }
}
