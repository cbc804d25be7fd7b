import Diaspora
import Testing

/// A pod has one name, however it is written.
@Suite struct PodNameTests {
    @Test(arguments: [
        ("pod.example", "pod.example"), ("POD.Example.", "pod.example"),
        ("https://pod.example/people", "pod.example"), ("pod.example:443", "pod.example"),
        ("www.pod.example", "pod.example"), ("pod.example:3000", "pod.example:3000"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("[2001:DB8::1]:3000", "[2001:db8::1]:3000"),
    ])
    func aPodHasOneName(text: String, name: String) {
        #expect(PodName(text)?.description == name)
    }

    @Test(arguments: [
        "", "a b", "pod.example/x", "alice@pod.example", "pod.example:0", "xn--.example",
    ])
    func whatNamesNoHostIsRefused(text: String) {
        #expect(PodName(text) == nil)
    }

    @Test(arguments: [
        ("pod.example", "pod.example:3000", true), ("pod.example:3000", "pod.example", false),
        ("pod.example:3000", "pod.example:3000", true),
        ("pod.example:3000", "pod.example:3001", false), ("pod.example", "a.pod.example", false),
        ("pod1", "pod1:22", true), ("pod1", "pod", false), ("[::1]", "[::1]:3000", true),
        ("[::1]:3000", "[::1]", false),
    ])
    func aHostStandsForAllItsPorts(name: String, other: String, isCovered: Bool) throws {
        #expect(try #require(PodName(name)).covers(#require(PodName(other))) == isCovered)
    }

    @Test(arguments: ["pod.example", "www.pod.example:443", "pod.example:80"])
    func theAuthorityOfAnIDGivesTheSameName(authority: String) throws {
        #expect(try #require(DiasporaID("alice@" + authority)).pod.description == "pod.example")
    }
}
