import TestSupport
import Testing

@testable import Markdown

struct ByteSearchTests {
    @Test func aTextIsFoundWhereItFirstOccurs() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            // Few letters, so that much of the text looks like what is wanted.
            let text = Self.text(of: 0...60, &generator)
            let wanted = Self.text(of: 1...5, &generator)
            let expected = text.utf8.firstRange(of: wanted.utf8).map {
                text.utf8.distance(from: text.startIndex, to: $0.lowerBound)
            }
            #expect(text.firstOffset(of: wanted) == expected)
            #expect(text.holds(wanted) == (expected != nil))
            #expect(text.holds(0x62) == text.utf8.contains(0x62))
        }
    }

    @Test func aPartOfATextIsSearchedAlone() {
        let part = "b{{a}}b".dropFirst().dropLast()
        #expect(part.firstOffset(of: "}}") == 3)
        #expect(part.firstOffset(of: "b") == nil)
        #expect("".firstOffset(of: "a") == nil)
        #expect("a".firstOffset(of: "") == 0)
        #expect(!"".holds(0x61))
    }

    @Test func aTextThatIsAllBeginningsIsSearchedToItsEnd() {
        let text = String(repeating: "a", count: 20_000)
        #expect(text.firstOffset(of: String(repeating: "a", count: 9_000) + "b") == nil)
        #expect((text + "b").firstOffset(of: String(repeating: "a", count: 9_000) + "b") == 11_000)
    }

    private static func text(
        of lengths: ClosedRange<Int>, _ generator: inout SeededGenerator
    ) -> String {
        (0..<Int.random(in: lengths, using: &generator)).compactMap { _ in
            ["a", "a", "b", "é", "{"].randomElement(using: &generator)
        }.joined()
    }
}
