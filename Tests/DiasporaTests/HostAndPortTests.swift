import Diaspora
import Testing

/// An authority has a host, and may have a port.
@Suite struct HostAndPortTests {
    private static let parts: [(String, String, UInt16?)] = [
        ("pod.example", "pod.example", nil), ("www.pod.example:3000", "www.pod.example", 3_000),
        ("192.0.2.1:65535", "192.0.2.1", 65_535), ("[2001:db8::1]", "[2001:db8::1]", nil),
        ("[2001:db8::1]:3000", "[2001:db8::1]", 3_000),
    ]

    @Test(arguments: parts)
    func anAuthorityIsSplit(authority: String, host: String, port: UInt16?) {
        let parts = HostAndPort(authority)

        #expect(parts?.host == host && parts?.port == port)
    }

    @Test(arguments: [
        "pod.example:", "pod.example:0", "pod.example:03000", "pod.example:65536", "pod.example:+1",
        "pod.example:https",
    ])
    func whatIsNoPortIsRefused(authority: String) {
        #expect(HostAndPort(authority) == nil)
    }
}
