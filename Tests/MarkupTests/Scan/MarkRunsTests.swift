import Testing

@testable import Markup

struct MarkRunsTests {
    @Test func attack62MarksUponOneLetterAreCounted() {
        let marks = String(repeating: "\u{301}", count: 256)
        #expect(MarkRuns.areBounded(in: "e\(marks)e\(marks)"))
        #expect(!MarkRuns.areBounded(in: "e\(marks)\u{316}"))
        #expect(!MarkRuns.areBounded(in: "\u{1D165}\(marks)"))
        #expect(!MarkRuns.areBounded(in: String(repeating: "\u{FF9E}", count: 257)))
        #expect(MarkRuns.areBounded(in: String(repeating: "日本語é😀", count: 1_000)))
    }

    @Test func attack62MarksAreCountedFromElementToElement() throws {
        let many = String(repeating: "<b>&#x301;</b>", count: 257)
        #expect(throws: XMLReaderError.tooManyMarks(line: 1)) {
            try XMLReader().read(Array("<a>\(many)</a>".utf8))
        }
        #expect(throws: HTMLFragmentError.tooManyMarks) { try HTMLFragment("<p>\(many)</p>") }
        let few = String(repeating: "<b>&#x301;</b>", count: 256)
        #expect(try XMLReader().read(Array("<a>\(few)</a>".utf8)).elements.count == 256)
        _ = try HTMLFragment("<p>\(few)</p>")
    }
}
