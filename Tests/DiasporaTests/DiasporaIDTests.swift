import Diaspora
import Foundation
import Testing

/// Spec: diaspora* federation protocol, "diaspora* ID".
struct DiasporaIDTests {
    @Test(arguments: [
        "alice@example.org", "a.b-c_d@example.org", "alice@example.org:3000", "alice@1.2.3.4",
        "alice@[::1]:3000", "alice@[::1]", "alice@[2001:db8::7]:443", "alice@localhost:3000",
        "0@a", "jürgen@example.org", "алиса@example.org", "alice@xn--mnchen-3ya.example",
    ])
    func whatTheProtocolAllowsIsTakenAsItStands(text: String) {
        #expect(DiasporaID(text)?.description == text)
    }

    @Test func itsPartsAreTheNameAndTheHostWithItsPort() throws {
        let id = try #require(DiasporaID("a.b-c_d@example.org:3000"))

        #expect(id.username == "a.b-c_d")
        #expect(id.authority == "example.org:3000")
        #expect(DiasporaID(username: "a.b-c_d", authority: "example.org:3000") == id)
    }

    @Test(arguments: [
        "", "@", "alice", "alice@", "@example.org", "alice@@example.org", "alice@a@b",
        "al ice@example.org", "alice@exa mple.org", "alice+tag@example.org", "alice!@example.org",
        "alice/../bob@example.org", "alice@example.org/path", "alice@example.org?x",
        "alice@example.org#x", "alice\n@example.org", "ali\u{0}ce@example.org",
        "<alice@example.org>", "alice%40x@example.org", "alice@ex_ample.org", "alice@.example.org",
        "alice@user:secret@example.org",
    ])
    func everythingElseIsRefused(text: String) {
        #expect(DiasporaID(text) == nil)
    }

    @Test(arguments: ["", "0", "65536", "99999999999999999999", "-1", "+1", "3000x", " 80", "٣"])
    func aPortIsANumberFrom1To65535(port: String) {
        #expect(DiasporaID("alice@example.org:\(port)") == nil)
        #expect(DiasporaID("alice@[::1]:\(port)") == nil)
    }

    @Test(arguments: ["1", "80", "3000", "65535"])
    func everyOtherPortIsTaken(port: String) {
        #expect(DiasporaID("alice@example.org:\(port)")?.authority == "example.org:\(port)")
    }

    @Test(arguments: ["[", "[::1", "::1]", "[g::1]", "[::1]x", "[::1]:", "[fe80::1%eth0]"])
    func whatIsNoAddressInBracketsIsRefused(host: String) {
        #expect(DiasporaID("alice@\(host)") == nil)
    }

    @Test func itHas255CharactersAtMost() {
        let name = String(repeating: "a", count: 243)

        #expect(DiasporaID("\(name)@example.org")?.description.count == 255)
        #expect(DiasporaID("a\(name)@example.org") == nil)
    }

    @Test func itHas255CharactersHoweverItIsMade() {
        let name = String(repeating: "a", count: 244)

        #expect(DiasporaID(username: name, authority: "example.org") == nil)
    }

    @Test(arguments: ["[]", "[:::::::::]", "[1:2]", "[1::2::3]"])
    func bracketsHoldAnAddress(host: String) {
        #expect(DiasporaID("alice@\(host)") == nil)
    }

    @Test(arguments: [
        "ALICE@Example.ORG", "  alice@example.org\t\n", "acct:alice@example.org",
        "ACCT:Alice@example.org", " acct:alice@example.org ",
    ])
    func attack26WhatPeopleTypeBecomesOneForm(text: String) throws {
        #expect(DiasporaID(text) == DiasporaID("alice@example.org"))
    }

    @Test func attack26UpperCaseNeverStandsInAnID() {
        #expect(DiasporaID(username: "Alice", authority: "example.org") == nil)
        #expect(DiasporaID(username: "alice", authority: "Example.org") == nil)
        #expect(DiasporaID("ÄRGER@example.org")?.username == "ärger")
    }

    /// A combining mark is no letter: the second way of writing is refused, not a second person.
    @Test func attack26AnAccentIsWrittenInOneWay() {
        #expect(DiasporaID("j\u{FC}rgen@example.org") != nil)
        #expect(DiasporaID("ju\u{308}rgen@example.org") == nil)
    }

    @Test(arguments: [
        "\u{430}lice@example.org", "al\u{456}ce@example.org", "alice@ex\u{430}mple.org",
    ])
    func attack26ALookAlikeIsAnotherPerson(text: String) throws {
        let id = try #require(DiasporaID(text))

        #expect(id != DiasporaID("alice@example.org"))
    }

    @Test(arguments: [
        "ali\u{200B}ce@example.org", "ali\u{200D}ce@example.org", "\u{202E}alice@example.org",
        "ali\u{AD}ce@example.org", "alice@example\u{FF0E}org", "alice\u{FF20}example.org",
        "\u{FEFF}alice@example.org", "alice@example\u{3002}org",
    ])
    func attack26WhatCannotBeSeenIsRefused(text: String) {
        #expect(DiasporaID(text) == nil)
    }

    @Test func jsonHoldsItsStringAlone() throws {
        let ids = [try #require(DiasporaID("alice@example.org"))]
        let json = try JSONEncoder().encode(ids)

        #expect(String(decoding: json, as: UTF8.self) == #"["alice@example.org"]"#)
        #expect(try JSONDecoder().decode([DiasporaID].self, from: json) == ids)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([DiasporaID].self, from: Data(#"["alice"]"#.utf8))
        }
    }
}
