import Markdown
import Testing

/// Attack 28: Markdown that makes parsers slow or deep. Every family renders, and none of its
/// words is lost; no time is asserted, but a test that hangs is stopped.
@Suite(.timeLimit(.minutes(20)))
struct MarkdownAttackTests {
    static let sizes = [1_024, 16_384, 65_536]

    static let families: [String] = [
        "![l", "![[]()", "</", "<!--", "</<!--", "*t ", "_t*_ ", "*t _t*_ ", ">", "> ", "a*", " -",
        "- ", "1. ", "> - 1. ", "_", "|", "|a\n|-|-\n", "[^1]:", "[^1]: ", "[^a]", "[a]: b\n",
        "[", "](", "`", "a`b``", "<a ", "&#1;", "a@", "x@x.x", "@{", "@{a; ", "@{a@b}", "#a ",
        "# a\n", "a\n=\n", "~~a", "\\", String.noncharacter(0x90), "\u{0}", "diaspora://a@b/post/",
        "\u{202A}#\u{200E}a", "http://a", "www.", "- [ ] a\n", "![a](/b) ",
    ]

    @Test("Attack 28: a repeated piece", arguments: families, sizes)
    func attack28ARepeatedPieceRenders(piece: String, size: Int) {
        expectRendered("start " + Self.repeated(piece, to: size) + "\n\nthe-last-word")
        expectRendered(Self.repeated(piece, to: size))
    }

    @Test("Attack 28: markers, then emphasis", arguments: [">", "> ", "- ", "1. ", "[^1]:"], sizes)
    func attack28MarkersThenEmphasisRender(marker: String, size: Int) {
        let text =
            Self.repeated(marker, to: size / 2) + Self.repeated("a*", to: size / 2)
            + "\n\nthe-last-word"

        let rendered = MarkdownRenderer().render(text, in: .sample())

        #expect(rendered.html.contains("a*a") || rendered.html.contains("<em>a</em>"))
        expectRendered(text)
    }

    @Test("Attack 28: openers, then closers", arguments: sizes)
    func attack28OpenersThenClosersRender(size: Int) {
        expectRendered(
            Self.repeated("*t ", to: size / 2) + Self.repeated("_t*_ ", to: size / 2)
                + "\n\nthe-last-word")
    }

    @Test("Attack 28: one row of many cells", arguments: sizes)
    func attack28OneRowOfManyCellsKeepsItsPipes(size: Int) {
        let rendered = MarkdownRenderer().render(
            "a|b\n-|-\n" + Self.repeated("x\\y|", to: size), in: .sample())
        #expect(rendered.html.contains("<table>"))

        let wide = Self.repeated("x|", to: size)
        let text = MarkdownRenderer().render(wide, in: .sample()).plainText

        #expect(text == wide)
    }

    @Test("Attack 28: a head of many columns", arguments: sizes)
    func attack28AHeadOfManyColumnsMakesNoCellsOfItsOwn(size: Int) {
        let head = Self.repeated("x|", to: size / 32) + "x\n" + Self.repeated("-|", to: size / 32)
        let text = head + "-\n" + Self.repeated("a\n", to: size) + "\n\nthe-last-word"

        let rendered = MarkdownRenderer().render(text, in: .sample())

        #expect(rendered.html.utf8.count < 20 * text.utf8.count)
        expectRendered(text)
    }

    @Test("Attack 28: references", arguments: sizes)
    func attack28ReferencesRender(size: Int) {
        let count = size / 16
        let notes = (0..<count).map { "[^\($0)]: x\n\n" }.joined()
        let uses = (0..<count).map { "[^\($0)]" }.joined()
        expectRendered(notes + uses + "\n\nthe-last-word")
        let labels = (0..<count).map { "[\($0)]: /x\($0)\n" }.joined()
        expectRendered(labels + uses.replacing("^", with: "") + "\n\nthe-last-word")
    }

    @Test("Attack 28: lists within lists by indentation", arguments: sizes)
    func attack28ListsByIndentationRender(size: Int) {
        var text = ""
        var depth = 0
        while text.utf8.count < size {
            text += String(repeating: "  ", count: depth) + "- w\n"
            depth += 1
        }

        let rendered = MarkdownRenderer().render(text + "\n\nthe-last-word", in: .sample())

        #expect(rendered.html.components(of: "<ul>") <= 65)
        #expect(rendered.plainText.components(of: "w") >= depth)
        expectRendered(text + "\n\nthe-last-word")
    }

    @Test func attack28SyntaxBeyondTheLimitsIsShownAsWritten() {
        let text = String(repeating: ">", count: 70) + " deep"

        let rendered = MarkdownRenderer().render(text, in: .sample())

        #expect(rendered.html.components(of: "<blockquote>") == 64)
        #expect(rendered.plainText == ">>>>>> deep")
    }

    @Test func attack28CodeBeyondTheLimitsIsShownAsWritten() {
        let code = String(repeating: "| ", count: 1_200) + "\n" + String(repeating: "> ", count: 90)

        let rendered = MarkdownRenderer().render("```\n\(code)\n```", in: .sample())

        #expect(rendered.plainText == code)
    }

    @Test func attack28PicturesBeyondTheLimitAreShownAsWritten() {
        let text = String(repeating: "![`]` ", count: 200) + "[x](/a)"

        let rendered = MarkdownRenderer().render(text, in: .sample())

        #expect(rendered.plainText == String(repeating: "![] ", count: 200) + "x")
        #expect(rendered.html.contains("<a href=\"/a\">x</a>"))
    }

    @Test(arguments: ["x", "", "IMG\\_1: a\\] *b*", "a\nb"])
    func picturesOfOneParagraphAreAllShown(description: String) {
        let rendered = MarkdownRenderer().render(
            String(repeating: "![\(description)](/a.png)\n", count: 1_200), in: .sample())

        #expect(rendered.images.count == 1_200)
    }

    @Test func aLongLineOfStarsStaysARule() {
        let rendered = MarkdownRenderer().render(
            String(repeating: "* ", count: 90), in: .sample())

        #expect(rendered.html == "<hr>\n")
    }

    private func expectRendered(_ text: String) {
        let rendered = MarkdownRenderer().render(text, in: .sample())
        #expect(MarkupCheck(rendered.html, idPrefix: "p").faults == [])
        if text.hasSuffix("the-last-word"), !text.contains("```") {
            #expect(rendered.html.contains("the-last-word"))
        }
    }

    static func repeated(_ piece: String, to size: Int) -> String {
        String(repeating: piece, count: max(1, size / piece.utf8.count))
    }
}

extension String {
    /// One of U+FDD0 and up, by the last byte of its three; a literal cannot hold them.
    static func noncharacter(_ last: UInt8) -> String {
        String(decoding: [0xEF, 0xB7, last], as: UTF8.self)
    }

    /// How often a piece occurs.
    fileprivate func components(of piece: String) -> Int { ranges(of: piece).count }
}
