import Testing

@testable import Dandelion

@Suite struct FirstLineTests {
    @Test(arguments: [
        ("Words", "Words"), ("", ""), ("\n\n", ""), ("\n\nOne\nTwo", "One"), ("One\r\nTwo", "One"),
        ("\r\n\r\nOne\r\n", "One"),
    ])
    func theFirstLineThatHoldsSomethingIsShown(text: String, line: String) {
        #expect(FirstLine(text).description == line)
    }

    @Test(arguments: [
        ("# Title\n\nWords", "Title"), ("###### Title", "Title"), ("\n#\tTitle", "Title"),
        ("####### Seven", "####### Seven"), ("#tag and words", "#tag and words"), ("#", "#"),
        ("# # two", "# two"),
    ])
    func theMarkOfAHeadingIsNotShown(text: String, line: String) {
        #expect(FirstLine(text).description == line)
    }

    @Test(arguments: ["x", "ö", "e\u{301}", "語", "🌼"])
    func sixtyCharactersOfAnyAlphabetAreShown(character: String) {
        let line = FirstLine(String(repeating: character, count: 70)).description

        #expect(line == String(repeating: character, count: 60))
    }

    @Test(arguments: ["\u{301}", "\u{1F3F4}\u{E0067}", "\u{200D}👩", "🇩🇪", "\u{FE0F}"])
    func marksMakeNoLineHuge(mark: String) {
        let text = "x" + String(repeating: mark, count: 100_000)

        let line = FirstLine(text).description

        #expect(line.utf8.count <= 240 && line.utf8.count > 200)
        #expect(text.utf8.starts(with: line.utf8))
    }
}
