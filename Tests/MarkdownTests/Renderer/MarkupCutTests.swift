import Markdown
import Testing

@Suite struct MarkupCutTests {
    @Test func markupThatFitsIsLeftAlone() {
        #expect(MarkupCut.cut("<p>a</p>\n", to: 9) == nil)
        #expect(MarkupCut.cut("", to: 0) == nil)
    }

    @Test(
        arguments: [
            // Behind the last block that fits.
            ("<p>one</p>\n<p>two</p>\n<p>three</p>\n", 25, "<p>one</p>\n<p>two</p>\n"),
            // In a list, behind an item; what is around it is closed.
            ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n", 28, "<ul>\n<li>one</li>\n</ul>"),
            (
                "<blockquote>\n<p>one</p>\n<p>two</p>\n</blockquote>\n", 45,
                "<blockquote>\n<p>one</p>\n</blockquote>"
            ),
            ("<p>one</p>\n<hr>\n<p>twotwotwo</p>\n", 24, "<p>one</p>\n<hr>\n"),
            // Not behind a heading, unless there is nothing else.
            (
                "<h3>one</h3>\n<p>two</p>\n<h3>three</h3>\n<p>four</p>\n", 45,
                "<h3>one</h3>\n<p>two</p>\n"
            ),
            ("<h3></h3>\n<h3></h3>\n<h3></h3>\n", 25, "<h3></h3>\n<h3></h3>"),
            // A row of a table, never a cell.
            (
                "<table>\n<tbody>\n<tr><td>a</td></tr>\n<tr><td>b</td><td>c</td></tr>\n</tbody>\n</table>\n",
                70,
                "<table>\n<tbody>\n<tr><td>a</td></tr>\n</tbody></table>"
            ),
            // One block alone, at a space.
            ("<p>one two three four five</p>\n", 24, "<p>one two three…</p>"),
            ("<p>one <em>two three four five</em></p>\n", 31, "<p>one <em>two…</em></p>"),
            ("<p>one<br>\ntwo three</p>\n", 18, "<p>one…</p>"),
            (
                "<pre tabindex=\"0\"><code>one\ntwo\nthree</code></pre>\n", 49,
                "<pre tabindex=\"0\"><code>one\ntwo…</code></pre>"
            ),
            // Without a space, at a character, never in a reference.
            ("<p>abcdefghijklmnopqrstuvwxyz</p>\n", 20, "<p>abcdefghij…</p>"),
            ("<p>aüüüüüüüüüüüü</p>\n", 20, "<p>aüüüü…</p>"),
            ("<p>ab&amp;&amp;&amp;&amp;</p>\n", 20, "<p>ab&amp;…</p>"),
            // Notes that are cut off are not linked to, nor is what stays linked to from nowhere.
            (
                "<p>a<sup><a href=\"#p-fn:1\" id=\"p-fnref:1\">1</a></sup></p>\n<ol><li id=\"p-fn:1\">b</li></ol>",
                70, "<p>a<sup>1</sup></p>\n"
            ),
            (
                "<h2 id=\"p-ü\">ü</h2>\n<p><a href=\"#p-%C3%BC\">up</a> <a href=\"#p-no\">down</a></p>\n<p>more</p>\n",
                88, "<h2 id=\"p-ü\">ü</h2>\n<p><a href=\"#p-%C3%BC\">up</a> down</p>\n"
            ),
        ] as [(String, Int, String)])
    func markupEndsAtABlock(html: String, limit: Int, cut: String) {
        #expect(MarkupCut.cut(html, to: limit) == cut)
    }

    @Test(
        "Attack 61: whatever is cut is well-formed and short",
        arguments: MarkdownAttackTests.families)
    func attack61WhateverIsCutIsWellFormed(piece: String) {
        let words = "Some *words* with a note[^1] and a [link](#heading).\n\n"
        let end = "\n\n[^1]: Note.\n\n[a]: /b\n"
        for text in [
            MarkdownAttackTests.repeated(piece, to: 20_000) + end,
            words + MarkdownAttackTests.repeated(piece + " ", to: 20_000) + end,
            MarkdownAttackTests.repeated(words + piece + "\n\n", to: 20_000) + end,
            "> - " + MarkdownAttackTests.repeated(piece, to: 20_000),
        ] {
            for rendered in [
                MarkdownRenderer().render(text, in: .sample()), PlainTextRenderer().render(text),
            ] {
                for limit in [200, 1_000, 4_096, 16_384] {
                    guard let cut = MarkupCut.cut(rendered.html, to: limit) else { continue }
                    #expect(cut.utf8.count <= limit)
                    #expect(MarkupCheck(cut, idPrefix: "p").faults == [], "\(piece) \(limit)")
                    // Of nothing but a long address there is no beginning that could be shown.
                    let isAddress = ["http://a", "www."].contains(piece)
                    #expect(!cut.isEmpty || limit < 4_096 || isAddress, "\(piece) \(limit)")
                }
            }
        }
    }
}
