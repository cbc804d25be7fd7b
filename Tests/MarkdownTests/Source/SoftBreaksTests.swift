import Foundation
import TestSupport
import Testing

@testable import Markdown

struct SoftBreaksTests {
    @Test(arguments: [
        ("one\ntwo\nthree", "one two three"),
        ("one  \ntwo\nthree", "one  \ntwo three"),
        ("one\\\ntwo\\\\\nthree", "one\\\ntwo\\\\ three"),
        ("- one\n  two\n- three\nlazy", "- one two\n- three lazy"),
        ("> one\n> two\nlazy\n> > deep\n> > er", "> one two lazy\n> > deep er"),
        ("> - a\n>   b\n", "> - a b\n"),
        ("```\na\nb\n```\n\n    c\n    d", "```\na\nb\n```\n\n    c\n    d"),
        ("[a]: /x\n[b]: /y\ntext [a]\nmore", "[a]: /x\n[b]: /y\ntext [a] more"),
        (
            "text\nmore\n| a | b |\n|---|---|\n| 1 | 2 |",
            "text more\n| a | b |\n|---|---|\n| 1 | 2 |"
        ),
        ("two\nlines\n===\n\nnext\nline", "two lines\n===\n\nnext line"),
        ("note[^1]\n\n[^1]: foot\n    note", "note[^1]\n\n[^1]: foot note"),
        ("- [ ] task\n  wrapped", "- [ ] task wrapped"),
        ("<div>\na\nb\n</div>", "<div>\na\nb\n</div>"),
        ("日本語の\n文章です。\n次の行 and\n英語", "日本語の文章です。次の行 and 英語"),
        ("https://a.b/日\n本", "https://a.b/日 本"),
        ("a\n     > b", "a > b"),
    ])
    func linesAreJoinedWhereCommonMarkHasASoftBreak(source: String, joined: String) {
        #expect(SoftBreaks.joined(in: source) == joined)
    }

    @Test func joiningTwiceChangesNothingMore() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            let once = SoftBreaks.joined(in: RandomMarkdown.text(&generator))
            #expect(SoftBreaks.joined(in: once) == once)
        }
    }

    @Test func aJoinedTextShowsAsPlainCommonMarkShowsItsSource() {
        var generator = SeededGenerator(seed: 20_240_512)
        var wrapped = 0
        for _ in 0..<Self.rounds {
            let source = RandomMarkdown.text(&generator)
            let joined = RenderedHTML.breakingAtNewlines(SoftBreaks.joined(in: source))
            let plain = RenderedHTML.plain(source)
            #expect(joined.withoutBreaks == plain.withoutBreaks, "\(source.debugDescription)")
            wrapped += joined == plain ? 0 : 1
        }
        // Sources that cmark-gfm reads oddly (tasks that are headings) may stay wrapped.
        #expect(wrapped * 500 <= Self.rounds)
    }

    /// Set `DANDELION_CORPUS` to a folder of Markdown files to hold them to the same.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["DANDELION_CORPUS"] != nil))
    func aJoinedCorpusShowsAsPlainCommonMarkShowsIt() throws {
        for (name, body) in try Corpus.bodies() {
            let joined = SoftBreaks.joined(in: body)
            #expect(
                RenderedHTML.breakingAtNewlines(joined) == RenderedHTML.plain(body), "\(name)")
        }
    }

    /// More rounds with `DANDELION_ROUNDS`.
    private static var rounds: Int {
        ProcessInfo.processInfo.environment["DANDELION_ROUNDS"].flatMap(Int.init) ?? 2000
    }
}
