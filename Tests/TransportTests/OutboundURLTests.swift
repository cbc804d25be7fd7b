import Testing

@testable import Transport

@Suite struct OutboundURLTests {
    @Test(arguments: [
        ("https://pod.example", "https://pod.example/"),
        ("HTTPS://Pod.Example.:443/a?b#c", "https://pod.example/a?b"),
        ("https://pod.example:3000?x=1", "https://pod.example:3000/?x=1"),
        ("http://pod.example:80/", "http://pod.example/"),
        ("https://[2001:DB8:0::1]/x", "https://[2001:db8::1]/x"),
        ("https://8.8.8.8:443/", "https://8.8.8.8/"),
        ("https://pod.example/a/../b/./c/..", "https://pod.example/b/"),
        ("https://pod.example/../../etc", "https://pod.example/etc"),
        ("https://pod.example/ü b?q=<ü>", "https://pod.example/%C3%BC%20b?q=%3C%C3%BC%3E"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    ])
    func aURLHasOneNormalForm(_ text: String, _ normal: String) throws {
        #expect(try OutboundURL(text).description == normal)
    }

    @Test(arguments: [
        "0177.0.0.1", "2130706433", "127.1", "0x7f.1", "0x7f000001", "127.0.0.01", "1.2.3.4.5",
        "256.1.1.1", "1.2.3", "0", "127.0.0.1%00", "[::1", "::1", "[fe80::1%eth0]", "[127.0.0.1]",
        "a..b", ".", "a b", "%31", "１２７.0.0.1", "bücher.example", "a。b", "a\\b", "a,b", "*",
    ])
    func attack3AHostInAnotherNotationIsRefused(_ host: String) {
        #expect(throws: URLRefusal.host(host)) { try OutboundHost(host) }
    }

    @Test(arguments: [
        ("https://alice@pod.example/", URLRefusal.userInformation),
        ("https://good.example@evil.example/", .userInformation),
        ("https://good.example:443@127.0.0.1/", .userInformation),
        ("ftp://pod.example/", .scheme("ftp")),
        ("file:///etc/passwd", .scheme("file")),
        ("gopher://pod.example:70/1", .scheme("gopher")),
        ("javascript:alert(1)", .scheme("javascript")),
        ("https:///path", .malformed),
        ("https:/pod.example", .malformed),
        ("//pod.example/", .malformed),
        ("pod.example", .malformed),
        ("", .malformed),
        ("https://pod.example:x/", .malformed),
        ("https://pod.example:+443/", .malformed),
        ("https://pod.example:65536/", .port(65536)),
        ("https://pod.example:0/", .port(0)),
        ("https://pod.example\\@127.0.0.1/", .userInformation),
        ("https://pod.example\\.evil.example/", .host("pod.example\\.evil.example")),
        ("https://pod.example/\r\nHost: evil", .malformed),
        ("https://pod.example/\\evil", .malformed),
        ("https://pod.example/\u{0}", .malformed),
        (" https://pod.example/", .malformed),
    ])
    func whatIsAmbiguousIsRefused(_ text: String, _ refusal: URLRefusal) {
        #expect(throws: refusal) { try OutboundURL(text) }
    }

    /// RFC 3986 section 5.4, what remains of it for `https`.
    @Test(arguments: [
        ("g", "https://a/b/c/g"), ("./g", "https://a/b/c/g"), ("g/", "https://a/b/c/g/"),
        ("/g", "https://a/g"), ("//g", "https://g/"), ("?y", "https://a/b/c/d;p?y"),
        ("g?y", "https://a/b/c/g?y"), ("#s", "https://a/b/c/d;p?q"), ("g#s", "https://a/b/c/g"),
        (";x", "https://a/b/c/;x"), ("", "https://a/b/c/d;p?q"), (".", "https://a/b/c/"),
        ("..", "https://a/b/"), ("../g", "https://a/b/g"), ("../..", "https://a/"),
        ("../../../g", "https://a/g"), ("g?y/../x", "https://a/b/c/g?y/../x"),
        ("https://b:8443/x", "https://b:8443/x"),
    ])
    func aReferenceIsResolved(_ reference: String, _ expected: String) throws {
        let base = try OutboundURL("https://a/b/c/d;p?q")
        #expect(try base.resolving(reference).description == expected)
    }
}
