import Diaspora
import Testing

@Suite struct LookalikeTests {
    @Test(arguments: ["аlice@one.example", "alice@оne.example", "ａlice@one.example"])
    func attack26LookalikesAreFlagged(text: String) throws {
        let alice = try #require(DiasporaID("alice@one.example"))
        let other = try #require(DiasporaID(text))

        #expect(other != alice)
        #expect(other.isLookalike(of: alice))
        #expect(other.isSuspicious)
        #expect(!alice.isLookalike(of: alice))
    }

    @Test(arguments: [
        "alice@one.example", "jürgen@example.org", "алиса@пример.example", "zoë@münchen.example",
        "δημήτρης@παράδειγμα.example",
    ])
    func honestNamesAreNot(text: String) throws {
        #expect(try #require(DiasporaID(text)).isSuspicious == false)
    }

    @Test(arguments: ["ALICE@One.Example", " acct:alice@one.example ", "alice@one.example"])
    func attack26WhatPeopleTypeHasOneForm(text: String) {
        #expect(DiasporaID(text)?.description == "alice@one.example")
    }

    @Test func attack26BetweenPodsNothingIsForgiven() {
        for text in ["ALICE@one.example", " alice@one.example", "acct:alice@one.example", "@"] {
            #expect(DiasporaID(exactly: text) == nil)
        }
        #expect(DiasporaID(exactly: "alice@one.example")?.username == "alice")
    }
}
