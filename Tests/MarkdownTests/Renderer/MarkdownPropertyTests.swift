import Markdown
import Testing

/// Texts of random syntax: whatever comes, the markup is well formed.
@Suite(.timeLimit(.minutes(20)))
struct MarkdownPropertyTests {
    private static let alphabet = [
        "*", "_", "~~", "`", "```\n", "[", "]", "(", ")", "!", "![", "](", "<", ">", "|", "\n",
        "\n\n",
        "    ", "- ", "1. ", "> ", "# ", "===\n", "---\n", "|-|\n", "[^1]", "[^1]: ", "[x] ", "\\",
        "&", "&amp;", "&#0;", "#", "#tag", "@{", "}", "; ", "@{A b; alice@pod.example}",
        "a@b.example",
        "http://x.example/", "www.x.example", "diaspora://a@b.example/post/17418fb029e60134",
        "<br>", "<!--", "-->", "<div>\n", "</div>", "\"", "'", "word", " ", "é", "日本", "\u{0}",
        "\u{1F469}\u{200D}\u{1F469}", .noncharacter(0x90), .noncharacter(0x91), .noncharacter(0xAF),
        "\u{7F}", "\u{85}", "\r",
        "\r\n",
        "\t", "/", ":", "(/a \"t\")", "![a](/b \"t\")\n\n", "[ref]: /x\n",
    ]

    @Test(arguments: 0..<60)
    func randomSyntaxRendersToWellFormedMarkup(seed: Int) {
        var random = Lehmer(seed: UInt64(seed))
        for _ in 0..<40 {
            let length = Int.random(in: 1...120, using: &random)
            let text = (0..<length)
                .compactMap { _ in Self.alphabet.randomElement(using: &random) }.joined()
            let context = MarkdownContext.sample(
                isTitled: Bool.random(using: &random), imagesAsLinks: Bool.random(using: &random))

            let rendered = MarkdownRenderer().render(text, in: context)

            let faults = MarkupCheck(rendered.html, idPrefix: "p").faults
            #expect(faults == [], "\(text.debugDescription)")
            #expect(rendered.name.unicodeScalars.count <= 200)
            #expect(rendered.excerpt.unicodeScalars.count <= 200)
            #expect(
                !rendered.plainText.unicodeScalars.contains { (0xFDD0...0xFDEF).contains($0.value) }
            )
        }
    }

    @Test(arguments: 0..<10)
    func renderingInManyTasksGivesWhatOneGives(seed: Int) async {
        let text = "*a* ~~b~~ http://x.example |c| w \(seed)\n\n|a|\n|-|\n|b|\n\n- [x] c"
        let renderer = MarkdownRenderer()
        let expected = renderer.render(text, in: .sample())

        await withTaskGroup(of: RenderedText.self) { group in
            for _ in 0..<50 { group.addTask { renderer.render(text, in: .sample()) } }
            for await rendered in group { #expect(rendered == expected) }
        }
    }
}

/// A generator that gives the same numbers for the same seed.
private struct Lehmer: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 32) | (state << 32)
    }
}
