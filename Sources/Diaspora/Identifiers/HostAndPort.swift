/// The two parts of an authority: `host` or `host:port`.
public struct HostAndPort: Sendable, Equatable {
    /// A name, or an address; one of IPv6 in its brackets.
    public let host: String
    /// Nil for the usual one.
    public let port: UInt16?

    /// Splits an authority.
    ///
    /// - Returns: `nil` if what stands behind the last colon is no port, as it is written in one way only.
    public init?(_ authority: String) {
        guard !authority.hasSuffix("]"), let colon = authority.lastIndex(of: ":") else {
            host = authority
            port = nil
            return
        }
        let digits = authority[authority.index(after: colon)...]
        guard let port = UInt16(digits), port > 0, "\(port)" == digits else { return nil }
        host = String(authority[..<colon])
        self.port = port
    }
}
