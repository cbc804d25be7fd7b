import Foundation
import Testing

@testable import PublicTree

@Suite struct SearchTermsTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let what: String
        let text: String
        let terms: [String]
        let query: [String]?

        var testDescription: String { what }

        static func all() throws -> [Case] {
            let file = try #require(Bundle.module.resourceURL)
                .appending(path: "Fixtures/search/terms.json")
            return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
        }
    }

    @Test(arguments: try Case.all())
    func aTextHasTheTermsThatTheScriptSearches(_ example: Case) {
        let terms = SearchTerms(.document)(example.text)
        let query = SearchTerms(.query)(example.text)

        #expect(scalars(terms) == scalars(example.terms))
        #expect(scalars(query) == scalars(example.query ?? example.terms))
    }

    @Test(arguments: try Case.all())
    func theIndexHoldsTheTermsOfTheText(_ example: Case) {
        var index = SearchTermIndex()
        index.add(.sample(url: "/posts/a", name: "", author: "", text: example.text))
        let terms = index.shards(maximumBytes: 1_000_000).flatMap(terms)

        #expect(terms == Set(scalars(example.terms)).sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// Swift compares strings by canonical equivalence, scripts by code points.
    private func scalars(_ terms: [String]) -> [[UInt32]] {
        terms.map { $0.unicodeScalars.map(\.value) }
    }

    private func terms(of shard: SearchShard) -> [[UInt32]] {
        let list = try? JSONDecoder().decode(
            [String].self, from: Data("[".utf8 + shard.bytes + "]".utf8))
        return scalars((list ?? []).enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    }
}
