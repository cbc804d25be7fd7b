internal import Transport

extension PodURL {
    /// Whether others could reach it from anywhere: no loopback, no address of a private network, no name that is only
    /// known in one (RFC 6762, 3; RFC 8375; RFC 9476).
    var isPublic: Bool {
        guard !isLoopback else { return false }
        let literal = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if let address = IPAddress(literal) { return PrivateNetworkGuard().allows(address) }
        return host.contains(".") && !Self.insideOnly.contains { host.hasSuffix($0) }
    }

    private static let insideOnly = [
        ".local", ".localdomain", ".internal", ".lan", ".home.arpa", ".test", ".alt",
    ]
}
