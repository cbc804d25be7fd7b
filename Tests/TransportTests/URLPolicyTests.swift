import Testing

@testable import Transport

@Suite struct URLPolicyTests {
    private let policy = URLPolicy(allowsPlainHTTP: false, networkGuard: PrivateNetworkGuard())

    @Test(arguments: [25, 6379, 80, 8443, 3000, 442, 1])
    func attack8NoOtherPortThan443IsAsked(_ port: UInt16) throws {
        let url = try OutboundURL(host: "pod.example", port: port)
        #expect(throws: TransportError.refusedURL(.port(Int(port)))) {
            try policy.check(url, identityPort: nil)
        }
    }

    @Test func attack8ThePortOfTheIdentityIsAsked() throws {
        try policy.check(OutboundURL("https://pod.example/"), identityPort: 3000)
        try policy.check(OutboundURL("https://pod.example:3000/"), identityPort: 3000)
        try policy.check(OutboundURL("https://pod.example/"), identityPort: 443)
        #expect(throws: TransportError.refusedURL(.port(3001))) {
            try policy.check(OutboundURL("https://pod.example:3001/"), identityPort: 3000)
        }
    }

    @Test func attack8ThePortOfAnotherIdentityIsAskedAtItsHostAlone() throws {
        let others: Set = ["pod.example:3000", "pod.example:25"]
        try policy.check(
            OutboundURL("https://pod.example:3000/"), identityPort: nil, authorities: others)
        for (url, port) in [
            ("https://pod.example:3001/", 3001), ("https://other.example:3000/", 3000),
            ("https://pod.example:25/", 25),
        ] {
            #expect(throws: TransportError.refusedURL(.port(port))) {
                try policy.check(OutboundURL(url), identityPort: nil, authorities: others)
            }
        }
    }

    @Test(arguments: [80, 1023, 25, 22, 442, 1719, 2049, 4190, 5060, 6000, 6667, 6697, 10080])
    func attack8APortOfAnotherProtocolIsNotAskedThoughTheIdentityHasIt(_ port: UInt16) throws {
        let url = try OutboundURL(host: "pod.example", port: port)
        #expect(throws: TransportError.refusedURL(.port(Int(port)))) {
            try policy.check(url, identityPort: port)
        }
    }

    @Test(arguments: [
        "127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::]", "[::1]",
        "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fc00::1]", "[fe80::1]",
    ])
    func attacks1And2AnAddressAsHostIsRefused(_ host: String) throws {
        let url = try OutboundURL(host: host)
        #expect {
            try policy.check(url, identityPort: nil)
        } throws: { error in
            guard case TransportError.refusedAddress = error else { return false }
            return true
        }
    }

    @Test func plainHTTPIsForDevelopment() throws {
        let url = try OutboundURL("http://pod.example/")
        #expect(throws: TransportError.refusedURL(.scheme("http"))) {
            try policy.check(url, identityPort: nil)
        }
        try URLPolicy(allowsPlainHTTP: true, networkGuard: PrivateNetworkGuard())
            .check(url, identityPort: nil)
    }
}
