import TestSupport
import Testing

@testable import Markdown

/// Attacks 28 and 61: what texts of strangers cost until they are HTML, shape by shape.
@Suite(.serialized) struct MarkdownCostTests {
    /// The most memory that a byte may cost, in bytes.
    static let bytesPerByte = 1_500
    static let size = 64_000

    static let shapes =
        [
            CostShape("different headings", bytes: size) { "# h\($0)\n" },
            CostShape("different notes", bytes: size) { "[^\($0)]: x\n\nx[^\($0)]\n\n" },
            CostShape("references to one note", before: "[^1]: x\n\n", "x[^1] ", bytes: size),
            CostShape("different definitions", bytes: size) { "[a\($0)]: /b\n" },
            CostShape("different references", bytes: size) { "[a\($0)] " },
            CostShape("definitions and references", bytes: size) { "[a\($0)]: /b\n\n[a\($0)]\n\n" },
            CostShape("different tags", bytes: size) { "#a\($0) " },
            CostShape("different people", bytes: size) { "@{a\($0)@b.example} " },
            CostShape("openings of one mention", before: "", "@{", bytes: 64_000, after: "a@b}"),
            CostShape("openings with a name", before: "", "@{ ", bytes: 64_000, after: "x; a@b}"),
            CostShape("openings a line before", "@{", bytes: 64_000, after: "\nx; a@b}"),
            CostShape("different links", bytes: size) { "[x](/a\($0)) " },
            CostShape("bare links", bytes: size) { "https://a\($0).example/ " },
            CostShape("addresses of mail", bytes: size) { "a\($0)@b.example " },
            CostShape("links to posts", bytes: size) {
                "diaspora://a@b.example/post/0123456789abcdef\($0) "
            },
            CostShape("different pictures", bytes: size) { "![x](/a\($0).png)\n\n" },
            CostShape("rows", before: "a|b\n-|-\n", "x|y\n", bytes: size),
            CostShape("tables", "a|b\n-|-\nx|y\n\n", bytes: size),
            CostShape("tables with aligned columns", "a|b\n:-:|-:\nx|y\n\n", bytes: size),
            CostShape("ordered lists", bytes: size) { "\($0). x\n" },
            CostShape("lists within lists", bytes: size) { index in
                String(repeating: "  ", count: index % 30) + "- x\n"
            },
            CostShape("loose lists", "- x\n\n", bytes: size),
            CostShape("quotes", "> x\n\n", bytes: size),
            CostShape("quotes within quotes", bytes: size) { index in
                String(repeating: "> ", count: index % 30) + "x\n"
            },
            CostShape("fences", "```\nx\n```\n", bytes: size),
            CostShape("a fence without end", before: "```\n", "x\n", bytes: size),
            CostShape("lines of a fence", before: "```x\n", "<&>\"\n", bytes: size),
            CostShape("spans of code", bytes: size) { index in
                String(repeating: "`", count: index % 60 + 1) + " x "
            },
            CostShape("backslashes", "\\\\", bytes: size, after: "#a"),
            CostShape("backslashes before hashes", " \\#", bytes: size),
            CostShape("brackets around links", "[[x](/a)", bytes: size),
            CostShape("pictures ended in code", "![`]`[]()", bytes: size),
            CostShape("pictures ended in tags", "![<a b=\"]\">[]()", bytes: size),
            CostShape("pictures ended in mentions", "![@{a; a@b]c}[]()", bytes: size),
            CostShape("pictures ended in links", bytes: size) { _ in
                "![diaspora://a@b]/post/0123456789abcdef []()"
            },
            CostShape("pictures ended by escapes", "![\\][]()", bytes: size),
            CostShape("pictures within links", "[![x](/a)](/b) ", bytes: size),
            CostShape("comments", "<!-- x -->", bytes: size),
            CostShape("comments without end", "<!-- x ", bytes: size),
            CostShape("instructions", "<? x ", bytes: size),
            CostShape("declarations", "<!A x ", bytes: size),
            CostShape("sections", "<![CDATA[ x ", bytes: 128_000),
            CostShape("breaks", "<br>\n", bytes: size),
            CostShape("blocks of HTML", "<div>\nx\n\n", bytes: size),
            CostShape("elements that are kept", "<kbd>x</kbd> ", bytes: size),
            CostShape("starts of elements that are kept", "<kbd>", bytes: size),
            CostShape("ends of elements that are kept", "</kbd>", bytes: size),
            CostShape("quotes in elements that are kept", "<kbd a='", bytes: size),
            CostShape("other quotes in elements that are kept", "<kbd a=\"' ", bytes: size),
            CostShape("attributes of elements that are kept", "<kbd a ", bytes: size),
            CostShape(
                "one element that is kept", before: "<kbd", " a=''", bytes: size, after: ">x"),
            CostShape("titles of abbreviations", "<abbr title=\"&amp;\">x</abbr>", bytes: size),
            CostShape("one title", before: "<abbr title=\"", "&amp;", bytes: size, after: "\">x"),
            CostShape("hidden texts", "<details>\nx\n\n", bytes: size),
            CostShape("captions", "<figure><figcaption>x\n\n", bytes: size),
            CostShape("ends of captions", before: "<figure>\n", "</figcaption>x", bytes: size),
            CostShape("attributes", before: "<a ", bytes: size) { "a\($0)='' " },
            CostShape("entities", "&amp;&#60;", bytes: size),
            CostShape("ruled lines", "* * *\n", bytes: size),
            CostShape("underlines", before: "x\n", "=\n\nx\n", bytes: size),
            CostShape("tasks", "- [x] y\n", bytes: size),
            CostShape("marks of direction", "\u{202A}#\u{200E}a\u{202C} ", bytes: size),
            CostShape("titles", "[x](/a \"y", bytes: size),
            CostShape("titles in brackets", "[x](/a (y", bytes: size),
            CostShape("words", "word ", bytes: size),
            CostShape("one word", "w", bytes: size),
            CostShape("letters", "\u{4E00}", bytes: size),
            CostShape("marks upon letters", CostShape.markedLetter, bytes: size),
            CostShape("flags", "\u{1F1E6}", bytes: size),
            CostShape("letters joined", "\u{1F468}\u{200D}", bytes: size),
            CostShape("letters that are two", "\u{DF}", bytes: size),
        ]

    /// A line of underscores alone is a rule, and more than a text may have are none: no one shape has both.
    static let families =
        MarkdownAttackTests.families.filter { $0 != "_" }.map {
            CostShape("family \($0.debugDescription)", $0, bytes: 36_000)
        } + [CostShape("underscores", before: "x", "_", bytes: 16_000)]

    @Test(arguments: shapes + families)
    func attack28TextsCostWhatTheyAreLong(shape: CostShape) {
        let renderer = MarkdownRenderer()
        var context = MarkdownContext.sample()
        // All that there is: texts of others have fewer.
        context.keptHTML = .ofOwn
        let cost = CostMeasurement(shape) { bytes in
            _ = renderer.render(String(decoding: bytes, as: UTF8.self), in: context)
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakRatio <= CostMeasurement.maximumPeakRatio)
        #expect(cost.peakBytes <= Self.bytesPerByte * cost.bytes)
    }

    @Test(arguments: shapes)
    func attack28NamesInTextsCostWhatTheyAreLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = TextNames(in: text)
            _ = PlainTextRenderer().render(text)
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakRatio <= CostMeasurement.maximumPeakRatio)
    }
}
