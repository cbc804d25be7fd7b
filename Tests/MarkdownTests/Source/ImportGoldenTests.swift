import Foundation
import Testing

@testable import Markdown

struct ImportGoldenTests {
    @Test(arguments: ["jekyll", "hugo", "zola"])
    func aSourceOfAnotherProgramBecomesThisPost(name: String) throws {
        let folder = try #require(Bundle.module.resourceURL).appending(
            path: "Fixtures/import/\(name)")
        let source = try Data(contentsOf: folder.appending(path: "source.md"))
        let expected = try String(
            contentsOf: folder.appending(path: "expected.md"), encoding: .utf8)

        #expect(try ImportSummary.of(source) == expected)
    }
}
