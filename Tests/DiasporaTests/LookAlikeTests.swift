import Testing

@testable import Diaspora

/// Spec: Unicode Technical Standard 39; RFC 3492; RFC 5890.
struct LookAlikeTests {
    @Test(arguments: [
        ("\u{430}lice@example.org", "alice@example.org"),
        ("al\u{456}ce@example.org", "alice@example.org"),
        ("alice@ex\u{430}mple.org", "alice@example.org"),
        ("\u{441}\u{43E}\u{440}\u{430}@example.org", "copa@example.org"),
        (
            "alice@\u{440}\u{430}\u{443}\u{440}\u{430}\u{4CF}.example:3000",
            "alice@paypal.example:3000"
        ),
        ("alice@xn--80ak6aa92e.com", "alice@apple.com"),
        ("\u{3BF}live@[::1]:3000", "olive@[::1]:3000"),
        ("sm\u{131}th@example.org", "smith@example.org"),
    ])
    func attack26LookAlikesAreFlagged(text: String, shown: String) throws {
        let id = try #require(DiasporaID(text))

        #expect(id.isSuspicious)
        #expect(id.lookAlike?.description == shown)
        #expect(id.description != shown)
    }

    @Test(arguments: [
        "\u{430}лиsa@example.org", "алиsа@example.org", "bob@приvет.example", "a٣b@example.org",
    ])
    func attack26MixedScriptsAreFlagged(text: String) throws {
        #expect(try #require(DiasporaID(text)).isSuspicious)
    }

    @Test(arguments: [
        "alice@example.org", "a.b-c_d@example.org:3000", "jürgen@münchen.example",
        "алиса@пример.example", "αλίκη@example.gr", "alice@[::1]:3000", "alice@1.2.3.4",
        "alice@xn--wgv71a119e.example", "bob2000@example.org", "łukasz@example.pl",
    ])
    func attack26NamesInOneScriptAreNot(text: String) throws {
        let id = try #require(DiasporaID(text))

        #expect(!id.isSuspicious)
        #expect(id.lookAlike == nil)
    }

    @Test(arguments: [
        ("alice@münchen.example", "alice@xn--mnchen-3ya.example"),
        ("alice@MÜNCHEN.example", "alice@xn--mnchen-3ya.example"),
        ("alice@XN--MNCHEN-3YA.example", "alice@xn--mnchen-3ya.example"),
        ("алиса@пример.example", "алиса@xn--e1afmkfd.example"),
        ("alice@example.org.", "alice@example.org"),
        ("alice@[0:0::1]", "alice@[::1]"),
        ("alice@[2001:DB8:0:0::7]:3000", "alice@[2001:db8::7]:3000"),
    ])
    func attack26AHostHasOneForm(text: String, canonical: String) throws {
        let id = try #require(DiasporaID(text))

        #expect(id.description == canonical)
        #expect(DiasporaID(canonical) == id)
    }

    /// Fullwidth letters, letters with a second code, and `xn--` that no encoder would write.
    @Test(arguments: [
        "\u{FF41}lice@example.org", "alice@\u{FF45}xample.org", "\u{1F71}@example.org",
        "alice@xn--alice-.example", "alice@xn--.example", "alice@xn--a.example",
        "alice@xn--99999999.example", "alice@example.org:0080", "alice@a..b",
        "alice@" + String(repeating: "a", count: 64) + ".example",
    ])
    func attack26SecondWaysOfWritingAreRefused(text: String) {
        #expect(DiasporaID(text) == nil)
    }

    /// Samples of RFC 3492, section 7.1 (A Arabic, B Chinese, I Russian, P Japanese with digits).
    @Test(arguments: [
        (
            "\u{644}\u{64A}\u{647}\u{645}\u{627}\u{628}\u{62A}\u{643}\u{644}\u{645}\u{648}\u{634}\u{639}\u{631}\u{628}\u{64A}\u{61F}",
            "egbpdaj6bu4bxfgehfvwxn"
        ),
        (
            "\u{4ED6}\u{4EEC}\u{4E3A}\u{4EC0}\u{4E48}\u{4E0D}\u{8BF4}\u{4E2D}\u{6587}",
            "ihqwcrb4cv8a8dqg056pqjye"
        ),
        (
            "\u{43F}\u{43E}\u{447}\u{435}\u{43C}\u{443}\u{436}\u{435}\u{43E}\u{43D}\u{438}\u{43D}\u{435}\u{433}\u{43E}\u{432}\u{43E}\u{440}\u{44F}\u{442}\u{43F}\u{43E}\u{440}\u{443}\u{441}\u{441}\u{43A}\u{438}",
            "b1abfaaepdrnnbgefbadotcwatmq2g4l"
        ),
        ("3\u{5E74}b\u{7D44}\u{91D1}\u{516B}\u{5148}\u{751F}", "3b-ww4c5e180e575a65lsy2b"),
    ])
    func punycodeIsThatOfItsRFC(label: String, encoded: String) {
        #expect(Punycode.encode(label) == encoded)
        #expect(Punycode.decode(encoded) == label)
    }
}
