import Testing

@testable import Dandelion

/// Faults of a configuration, each planted alone.
@Suite struct ConfigurationCheckTests {
    private let here = PodURL.local

    private func url(_ text: String) throws -> PodURL { try PodURL(text) }

    @Test func aLoopbackAddressIsFineForTrying() {
        let findings = AddressCheck(url: here).findings()

        #expect(findings.map(\.urgency) == [.ok])
        #expect(findings[0].text.contains(PodURL.loopbackNote))
    }

    @Test(arguments: [
        ("https://pod.example", Finding.Urgency.ok), ("http://pod.example", .warning),
        ("http://192.168.1.5:3000", .ok), ("http://pod.home.arpa", .ok),
    ])
    func aPublicAddressWithoutTLSIsNamed(text: String, urgency: Finding.Urgency) throws {
        #expect(AddressCheck(url: try url(text)).findings().map(\.urgency) == [urgency])
    }

    @Test(arguments: [
        ("https://pod.example", true), ("https://8.8.8.8", true), ("http://localhost:3000", false),
        ("http://10.1.2.3", false), ("http://[fd00::1]", false), ("http://printer", false),
        ("http://pod.local", false),
    ])
    func addressesOfPrivateNetworksAreNotPublic(text: String, isPublic: Bool) throws {
        #expect(try url(text).isPublic == isPublic)
    }

    @Test(
        arguments: [
            ("127.0.0.1", ["127.0.0.1"], Finding.Urgency.ok), ("::1", [], .ok),
            ("0.0.0.0", ["127.0.0.1", "::1"], .warning), ("::", [], .warning),
            ("203.0.113.9", ["127.0.0.1"], .warning), ("0.0.0.0", ["10.0.0.0/8"], .ok),
        ] as [(String, [String], Finding.Urgency)])
    func listeningToAllIsNamedUnlessAWebServerIsElsewhere(
        host: String, proxies: [String], urgency: Finding.Urgency
    ) {
        let check = ListeningCheck(
            listen: ListenAddress(host: host, port: 3_000), trustedProxies: proxies)

        #expect(check.findings().map(\.urgency) == [urgency])
    }

    @Test func settingsForDevelopmentAreProblemsOfAPublicPod() throws {
        func findings(_ text: String, networks: Bool, http: Bool) throws -> [Finding] {
            OpennessCheck(
                url: try url(text), allowsPrivateNetworks: networks, allowsPlainHTTP: http
            ).findings()
        }

        let both = try findings("https://pod.example", networks: true, http: true)
        #expect(both.map(\.urgency) == [.problem, .problem])
        #expect(both[0].text.contains("federation.allow_private_networks"))
        #expect(both[1].text.contains("federation.allow_plain_http"))
        #expect(try findings("https://pod.example", networks: false, http: false)[0].urgency == .ok)
        #expect(try findings("http://127.0.0.7:80", networks: true, http: true)[0].urgency == .ok)
    }

    @Test func aFileWithoutAuthoritiesIsNamed() {
        #expect(AuthoritiesCheck(path: nil, text: "").findings()[0].urgency == .ok)
        #expect(AuthoritiesCheck(path: "/ca.pem", text: "hello").findings()[0].urgency == .problem)
        #expect(
            AuthoritiesCheck(path: "/ca.pem", text: "x\n-----BEGIN CERTIFICATE-----\n")
                .findings()[0].urgency == .ok)
    }
}
