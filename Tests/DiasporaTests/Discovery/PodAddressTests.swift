import Diaspora
import Testing

/// Spec: diaspora* federation protocol, "Routes".
struct PodAddressTests {
    let fixture: DiscoveryFixture

    init() throws { fixture = try DiscoveryFixture() }

    @Test func everyPodHasTheSamePaths() throws {
        let (pod, guid) = (fixture.pod, fixture.guid)
        let person = "7dba7ca01d64013485eb3131731751e9"

        #expect(pod.url == "https://pod-a.org/")
        #expect(pod.receivePublic == "https://pod-a.org/receive/public")
        #expect(pod.receive(person: guid) == "https://pod-a.org/receive/users/\(person)")
        #expect(pod.fetch("post", guid) == "https://pod-a.org/fetch/post/\(person)")
        #expect(pod.hCard(guid) == "https://pod-a.org/hcard/users/\(person)")
        #expect(pod.person(guid) == "https://pod-a.org/people/\(person)")
        #expect(pod.stream(person: guid) == "https://pod-a.org/people/\(person)/stream")
        #expect(pod.profile("alice") == "https://pod-a.org/u/alice")
        #expect(pod.atomFeed("alice") == "https://pod-a.org/public/alice.atom")
        #expect(pod.post(guid) == "https://pod-a.org/posts/\(person)")
        #expect(pod.hostMeta == "https://pod-a.org/.well-known/host-meta")
        #expect(pod.nodeInfoLinks == "https://pod-a.org/.well-known/nodeinfo")
        #expect(
            pod.webFinger(fixture.id)
                == "https://pod-a.org/.well-known/webfinger?resource=acct:alice@pod-a.org")
    }

    @Test func lettersOutsideASCIIAreWrittenAsBytes() throws {
        let id = try #require(DiasporaID("jürgen@münchen.example"))
        let pod = PodAddress(of: id)

        #expect(pod.profile(id.username) == "https://xn--mnchen-3ya.example/u/j%C3%BCrgen")
        #expect(pod.webFinger(id).hasSuffix("acct:j%C3%BCrgen@xn--mnchen-3ya.example"))
    }

    @Test(arguments: [
        ("https://Pod-A.org", "https://pod-a.org/"),
        ("HTTPS://pod-a.org:443/a?b#c", "https://pod-a.org/"),
        ("http://pod-a.org:80/", "http://pod-a.org/"),
        ("https://pod-a.org:80", "https://pod-a.org:80/"),
        ("https://[::1]:3000/x", "https://[::1]:3000/"),
        ("https://pod-a.org./", "https://pod-a.org/"),
    ])
    func thePodOfAURLIsItsHostAndPort(url: String, pod: String) {
        #expect(PodAddress(url: url)?.url == pod)
    }

    @Test(arguments: [
        "", "pod-a.org", "ftp://pod-a.org/", "https:/pod-a.org", "https://", "https://a@b/",
        "https://a b/", "https://a\\b/", "https://a%2Eb/", "https://:3000/", "https://a:0/",
        "https://a:99999/", "https://a..b/", "https://a_b/",
    ])
    func whatIsNoURLOfAPodIsNone(url: String) {
        #expect(PodAddress(url: url) == nil)
    }

    @Test func aLeadingWWWIsTheSamePod() throws {
        let www = try #require(PodAddress(url: "https://www.pod-a.org/"))
        let plain = try #require(PodAddress(url: "http://pod-a.org/"))

        #expect(www.isSamePod(as: fixture.pod) && www.isPod(of: fixture.id))
        #expect(www != fixture.pod)
        #expect(!plain.isSamePod(as: fixture.pod))
    }
}
