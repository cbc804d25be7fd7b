import Testing

@testable import PublicTree

@Suite struct SearchPostingsCodeTests {
    /// `Tests/EndToEndTests/site/search_terms.mjs` reads the same example.
    @Test func postingsAreWrittenAsTheScriptReadsThem() {
        var code = SearchPostingsCode()
        let postings: [(Int, SearchPosting.Weight)] = [
            (0, .once), (1, .twoOrThreeTimes), (3, .named), (18, .twoOrThreeTimes), (519, .often),
            (520, .once), (9999, .named),
        ]
        for (document, weight) in postings {
            code.append(SearchPosting(term: 0, document: document, weight: weight))
        }

        #expect(String(decoding: code.bytes, as: UTF8.self) == "#$*]#]]*#oo-")
    }

    @Test func noCharacterNeedsAnEscape() {
        for document in stride(from: 0, to: 10_000, by: 7) {
            var code = SearchPostingsCode()
            code.append(SearchPosting(term: 0, document: document, weight: .named))

            #expect(code.bytes.allSatisfy { 0x23...0x7E ~= $0 && $0 != UInt8(ascii: "\\") })
        }
    }
}
