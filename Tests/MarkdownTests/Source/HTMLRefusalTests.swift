import Testing

@testable import Markdown

/// Attack 62: HTML that is not read stays, as text, and the writer is told where it stands.
struct HTMLRefusalTests {
    @Test func attack62ABlockWithATagOfManyAttributesIsKeptAsText() throws {
        let attributes = (0..<65).map { "a\($0)=1" }.joined(separator: " ")
        let block = "<div>\n<p \(attributes)>inside</p>\n</div>"

        let (text, notes) = HTMLImport.converted("before\n\n\(block)\n\n<b>after</b>\n")

        #expect(text == "before\n\n\(block)\n\n**after**\n")
        #expect(notes.map(\.line) == [4])
        #expect(notes.first?.message.contains("kept as text: a tag has more than 64") == true)
        let shown = MarkdownRenderer().render(text, in: .sample()).plainText
        #expect(shown.contains("a64=1>inside</p>"))
    }

    @Test func attack62ABlockThatIsNestedTooDeeplyIsKeptAsText() throws {
        let block = String(repeating: "<div>", count: 300) + "deep"

        let (text, notes) = HTMLImport.converted("before\n\n\(block)\n")

        #expect(text == "before\n\n\(block)\n")
        #expect(notes.map(\.line) == [3])
        #expect(notes.first?.message.contains("nested too deeply") == true)
    }
}
