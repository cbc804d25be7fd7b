import TestSupport
import Testing

@testable import Markdown

struct MarkdownLinksTests {
    @Test(arguments: [
        ("[a](b.md)", "[a](new)"),
        ("[a](<b c.md> \"t\") ![i](x(1).png 'y')", "[a](new \"t\") ![i](new 'y')"),
        ("[![i](x.png)](y.md)", "[![i](new)](new)"),
        ("[a][r] and [r]\n\n[r]: /x \"t\"", "[a][r] and [r]\n\n[r]: new \"t\""),
        ("`[a](b)` \\[a](b) [a\\](b)", "`[a](b)` \\[a](b) [a\\](b)"),
        ("```\n[a](b)\n```\n\n    [a](b)", "```\n[a](b)\n```\n\n    [a](b)"),
        ("<https://a.b> https://c.d", "<https://a.b> https://c.d"),
        ("[unused]: /x", "[unused]: /x"),
        ("> [a](\n> b)", "> [a](\n> new)"),
        ("[a](https://a.b/c\nd) [a](b.md)", "[a](https://a.b/c\nd) [a](new)"),
    ])
    func onlyDestinationsAreRewritten(source: String, rewritten: String) {
        #expect(MarkdownLinks.rewriting(in: source) { _ in "new" } == rewritten)
    }

    @Test func aDestinationIsToldWithoutItsEscapes() {
        let found = MarkdownLinks.occurrences(in: "x\n\n[a](b\\_c&amp;d) ![i](<e f>)")
        #expect(
            found.map(\.destination) == ["b_c&d", "e%20f"]
                || found.map(\.destination) == ["b_c&d", "e f"])
        #expect(found.map(\.kind) == [.link, .image])
        #expect(found.map(\.line) == [3, 3])
    }

    @Test func aDestinationWithSpacesAndParenthesesStaysOne() {
        let text = MarkdownLinks.rewriting(in: "[a](b)") { _ in "c (d).png" }
        #expect(MarkdownLinks.occurrences(in: text).count == 1)
    }

    @Test func leavingEverythingChangesNothing() {
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<500 {
            let source = RandomMarkdown.text(&generator)
            #expect(MarkdownLinks.rewriting(in: source) { _ in nil } == source)
        }
    }

    @Test func relativeDestinationsAreToldFromOthers() {
        let all = [
            "a.md", "../b", "/c", "#d", "https://e.f", "mailto:g@h", "//i.j/k", "a:b", "./a:b",
        ]
        let relative = all.filter {
            LinkOccurrence(kind: .link, destination: $0, line: 1).isRelative
        }
        #expect(relative == ["a.md", "../b", "/c", "./a:b"])
    }
}
