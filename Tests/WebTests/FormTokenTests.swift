import Cryptography
import Testing

@testable import Web

/// Attack 52: the token that another site's page cannot know.
struct FormTokenTests {
    private let random = SeededRandomBytes(seed: 30)

    @Test func aTokenIsMaskedAnewAndMatches() throws {
        let token = try FormToken(secret: "secret")
        let (first, second) = (token.masked(random), token.masked(random))

        #expect(first != second)
        #expect(first.count == 128)
        #expect(token.matches(first) && token.matches(second))
    }

    @Test func attack52ATokenOfAnotherSessionIsNone() throws {
        let other = try FormToken(secret: "other").masked(random)
        #expect(try !FormToken(secret: "secret").matches(other))
    }

    @Test func attack52EachBitCounts() throws {
        let token = try FormToken(secret: "secret")
        let text = Array(token.masked(random))
        for index in stride(from: 0, to: text.count, by: 7) {
            var changed = text
            changed[index] = changed[index] == "0" ? "1" : "0"
            #expect(!token.matches(String(changed)))
        }
        for text in [nil, "", "zz", String(repeating: "g", count: 128), String(text.dropLast(2))] {
            #expect(!token.matches(text))
        }
    }
}
