/// A range that is not the public internet, with the document that says so.
struct SpecialPurposeRange: Sendable {
    /// The parties that may be reached in a range.
    enum Use {
        /// This machine and private networks, which are allowed in development.
        case own
        /// No party that a pod has to talk to.
        case nobody
    }

    let range: AddressRange
    let use: Use
    let specification: String

    init?(_ range: String, _ use: Use, _ specification: String) {
        guard let range = AddressRange(range) else { return nil }
        self.range = range
        self.use = use
        self.specification = specification
    }
}

extension SpecialPurposeRange {
    /// The global unicast range of IPv6: all else is refused. Spec: RFC 4291, 2.4.
    static let globalUnicast = AddressRange("2000::/3")

    /// IANA's special-purpose registries for both families (RFC 6890), and multicast.
    ///
    /// Those that are "globally reachable" there (anycast of relays and sinks) are no pods either.
    static let all: [SpecialPurposeRange] = [
        .init("0.0.0.0/8", .nobody, "RFC 791 section 3.2: this network"),
        .init("10.0.0.0/8", .own, "RFC 1918: private use"),
        .init("100.64.0.0/10", .nobody, "RFC 6598: shared address space"),
        .init("127.0.0.0/8", .own, "RFC 1122 section 3.2.1.3: loopback"),
        .init("169.254.0.0/16", .nobody, "RFC 3927: link-local, metadata services of clouds"),
        .init("172.16.0.0/12", .own, "RFC 1918: private use"),
        .init("192.0.0.0/24", .nobody, "RFC 6890 section 2.1: IETF protocol assignments"),
        .init("192.0.2.0/24", .nobody, "RFC 5737: TEST-NET-1"),
        .init("192.31.196.0/24", .nobody, "RFC 7535: AS112-v4"),
        .init("192.52.193.0/24", .nobody, "RFC 7450: AMT"),
        .init("192.88.99.0/24", .nobody, "RFC 7526: deprecated 6to4 relay anycast"),
        .init("192.168.0.0/16", .own, "RFC 1918: private use"),
        .init("192.175.48.0/24", .nobody, "RFC 7534: direct delegation AS112 service"),
        .init("198.18.0.0/15", .nobody, "RFC 2544: benchmarking"),
        .init("198.51.100.0/24", .nobody, "RFC 5737: TEST-NET-2"),
        .init("203.0.113.0/24", .nobody, "RFC 5737: TEST-NET-3"),
        .init("224.0.0.0/4", .nobody, "RFC 5771: multicast"),
        .init("240.0.0.0/4", .nobody, "RFC 1112 section 4: reserved, and RFC 919: broadcast"),

        .init("::1/128", .own, "RFC 4291 section 2.5.3: loopback"),
        .init("fc00::/7", .own, "RFC 4193: unique local"),
        .init("2001::/23", .nobody, "RFC 2928: IETF protocol assignments, Teredo (RFC 4380)"),
        .init("2001:db8::/32", .nobody, "RFC 3849: documentation"),
        .init("2002::/16", .nobody, "RFC 3056: 6to4, which embeds any IPv4 address"),
        .init("2620:4f:8000::/48", .nobody, "RFC 7534: direct delegation AS112 service"),
        .init("3ffe::/16", .nobody, "RFC 3701: the former 6bone"),
        .init("3fff::/20", .nobody, "RFC 9637: documentation"),
    ].compactMap(\.self)
}
