import Foundation
import Markdown
import Testing

/// Each `Fixtures/markdown/NAME.md` renders to `NAME.html`, byte for byte.
struct MarkdownGoldenTests {
    private static let folder = Bundle.module.bundleURL
        .appending(path: "Fixtures").appending(path: "markdown")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
    }()

    @Test func thereAreCases() { #expect(Self.names.count >= 25) }

    @Test(arguments: names)
    func aTextRendersToItsGoldenMarkup(name: String) throws {
        let folder = Self.folder
        let text = try String(contentsOf: folder.appending(path: name + ".md"), encoding: .utf8)
        let golden = try String(contentsOf: folder.appending(path: name + ".html"), encoding: .utf8)

        let rendered = MarkdownRenderer().render(text, in: .sample())

        #expect(rendered.html == golden)
        #expect(MarkupCheck(rendered.html, idPrefix: "p").faults == [])
    }
}
