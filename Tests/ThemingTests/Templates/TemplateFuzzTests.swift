import TestSupport
import Testing

@testable import Theming

/// Templates of random pieces: each is rendered or refused with a line that it has.
@Suite(.timeLimit(.minutes(20)))
struct TemplateFuzzTests {
    private static let pieces = [
        "{{", "}}", "{", "}", "{{{", "}}}", "{{#a}}", "{{/a}}", "{{^b}}", "{{/b}}", "{{>page}}",
        "{{<page}}", "{{/page}}", "{{$x}}", "{{/x}}", "{{! ", "{{.}}", "{{a.b}}", "{{&", "\n",
        "\r\n",
        " ", "\t", "text", "é", "\u{0}", "{{%", "{{=", "{{>part}}", "{{<part}}", "{{/part}}", "\r",
    ]

    @Test(arguments: 0..<20)
    func anyTextIsRenderedOrRefused(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var rendered = 0
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                Self.pieces[Int.random(in: Self.pieces.indices, using: &random)]
            }.joined()
            do {
                let library = try TemplateLibrary(
                    texts: ["page": text, "part": "{{$x}}{{a}}{{/x}}"])
                _ = try library.text("page", ["a": ["b": "c"] as TemplateRecord, "b": ["d"]])
                rendered += 1
            } catch {
                let lines = 1 + text.utf8.count { $0 == UInt8(ascii: "\n") }
                #expect((1...lines).contains(error.line), "\(text.debugDescription): \(error)")
                #expect(error.path == "templates/page.mustache")
            }
        }
        #expect((1..<200).contains(rendered))
    }
}
