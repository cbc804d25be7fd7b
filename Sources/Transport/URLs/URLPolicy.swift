/// The rules for URLs that may be requested, applied before any name is resolved.
struct URLPolicy: Sendable {
    let allowsPlainHTTP: Bool
    let networkGuard: PrivateNetworkGuard

    /// Judges scheme, port and, where the host is one, the address.
    ///
    /// - Parameters:
    ///   - identityPort: The port in the person's own diaspora* ID.
    ///   - authorities: Hosts with the ports in the IDs of others concerned.
    func check(
        _ url: OutboundURL, identityPort: UInt16?, authorities: Set<String> = []
    ) throws(TransportError) {
        guard url.scheme == .https || allowsPlainHTTP else {
            throw .refusedURL(.scheme(url.scheme.rawValue))
        }
        guard
            url.port == url.scheme.defaultPort || url.port == 443
                || isUsable(url)
                    && (url.port == identityPort || authorities.contains(url.authority))
        else { throw .refusedURL(.port(Int(url.port))) }
        if case .address(let address) = url.host, !networkGuard.allows(address) {
            throw .refusedAddress(address.description)
        }
    }

    private func isUsable(_ url: OutboundURL) -> Bool {
        url.port >= 1024 && !ForbiddenPorts.all.contains(url.port)
    }
}
