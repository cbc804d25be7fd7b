import Foundation
import TestSupport
import Testing

@testable import Markdown

/// Golden sources, cut, doubled and peppered at random, for as many seconds as `FUZZ_SECONDS` says.
@Suite struct MarkdownFuzz {
    private static let seconds =
        Double(ProcessInfo.processInfo.environment["FUZZ_SECONDS"] ?? "") ?? 2

    @Test func mutatedTextsRenderToSoundMarkup() throws {
        var mutation = try TextMutation(seed: UInt64.random(in: 0...UInt64.max))
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var count = 0
        while ContinuousClock.now < end || count < 50 {
            let text = mutation.next()
            let rendered = MarkdownRenderer().render(
                text, in: MarkdownContext(idPrefix: "post"))
            let check = MarkupCheck(rendered.html, idPrefix: "post")
            #expect(check.faults == [], "seed \(mutation.seed), text \(count)")
            if !check.faults.isEmpty { return }
            count += 1
        }
    }

    @Test func mutatedSourcesAreReadOrRefusedByAnError() throws {
        var mutation = try TextMutation(seed: UInt64.random(in: 0...UInt64.max))
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var count = 0
        while ContinuousClock.now < end || count < 50 {
            let text = mutation.next()
            count += 1
            // Refused or read: what may not happen is a crash, or a text that grows without bound.
            let source = try? FrontMatter.parse(text, timeZone: .gmt)
            let converted = ImportedText.convert(source?.body ?? text)
            #expect(
                converted.markdown.utf8.count < 64 * (text.utf8.count + 64),
                "seed \(mutation.seed), text \(count)")
        }
    }
}

/// Makes texts out of the golden sources.
struct TextMutation {
    let seed: UInt64
    private var generator: SeededGenerator
    private let sources: [String]
    private static let pepper = [
        "`", "``", "*", "_", "[", "]", "](", "![", "<", ">", "\n", "\n\n", "    ", "|", "|-|", "#",
        "@{a; b@c}", "[^1]", "\u{0}", "\u{202E}", "&#x6A;", "---\n", "+++\n", "{{", "}}", "\\",
        "~~", "- [x] ", "<!--", "-->", "<br>", "</p>", "#tag",
    ]

    init(seed: UInt64) throws {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
        let folder = Bundle.module.bundleURL.appending(path: "Fixtures/markdown")
        sources = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }.map {
            try String(contentsOf: $0, encoding: .utf8)
        }
    }

    mutating func next() -> String {
        var text = sources.randomElement(using: &generator) ?? ""
        for _ in 0...Int.random(in: 0...8, using: &generator) {
            let index = text.indices.randomElement(using: &generator) ?? text.startIndex
            switch Int.random(in: 0...3, using: &generator) {
            case 0: text = String(text[..<index])
            case 1: text += text[index...].prefix(2_000)
            case 2: text = text[index...] + (sources.randomElement(using: &generator) ?? "")
            default:
                text.insert(
                    contentsOf: Self.pepper.randomElement(using: &generator) ?? "", at: index)
            }
        }
        return text
    }
}
