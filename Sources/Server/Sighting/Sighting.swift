/// The doctor's own request as it came to `serve`, through whatever stands in front.
public struct Sighting: Sendable, Equatable, Codable {
    /// The host that the request named, without a port.
    public let host: String
    /// The other end of the connection.
    public let peer: String
    /// Whether `server.trusted_proxies` names it.
    public let isTrusted: Bool
    /// Whether it said for whom it asked (`X-Forwarded-For`).
    public let isForwarded: Bool

    public init(host: String, peer: String, isTrusted: Bool, isForwarded: Bool) {
        self.host = host
        self.peer = peer
        self.isTrusted = isTrusted
        self.isForwarded = isForwarded
    }
}
