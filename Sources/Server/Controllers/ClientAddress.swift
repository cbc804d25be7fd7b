import HTTPTypes
package import Hummingbird
import NIOCore
package import Transport

/// The origin of a request: its client, and whether it came through a trusted proxy. Attack 53.
package struct ClientAddress: Sendable {
    /// The other end of a connection, whose address is read once and not for each request.
    struct Peer: Sendable, Equatable {
        /// The name under which it is counted itself.
        let name: String
        let isTrusted: Bool
    }

    /// Web servers in front.
    let trustedProxies: [AddressRange]

    package init(trustedProxies: [AddressRange]) {
        self.trustedProxies = trustedProxies
    }

    /// Returns the address of the peer or, if the peer is a trusted proxy, the last hop of its
    /// `X-Forwarded-For`.
    package func of(_ request: Request, _ context: PodRequestContext) -> String {
        client(of: context.remoteAddress?.ipAddress ?? "", request.headers)
    }

    /// Returns the name under which the client of a request is counted: an IPv4 address, or an IPv6
    /// network of 64 bits.
    ///
    /// - Parameter peer: The address of the other end of the connection.
    func client(of peer: String, _ headers: HTTPFields) -> String {
        client(of: self.peer(peer), headers)
    }

    /// Returns the name under which the client of a request is counted, on a connection whose peer was read before.
    func client(of peer: Peer, _ headers: HTTPFields) -> String {
        forwarded(by: peer, headers).map(Self.counted) ?? peer.name
    }

    /// Reads the address of the other end of a connection.
    func peer(_ text: String) -> Peer {
        guard let address = Self.address(text) else { return Peer(name: text, isTrusted: false) }
        return Peer(name: Self.counted(address), isTrusted: isTrusted(address))
    }

    /// Returns whether a request comes from another machine, as far as can be told.
    func isElsewhere(_ request: Request, _ context: PodRequestContext) -> Bool {
        let client = of(request, context)
        return !client.isEmpty && !client.hasPrefix("127.") && client != Self.loopback
    }

    /// Returns whether a peer is a trusted proxy.
    func trusts(_ peer: String) -> Bool { self.peer(peer).isTrusted }

    private func isTrusted(_ peer: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(peer) }
    }

    /// Reads the last hop of `X-Forwarded-For`; nil if the peer is not a trusted proxy, or the hop
    /// is not an address.
    private func forwarded(by peer: Peer, _ headers: HTTPFields) -> IPAddress? {
        guard peer.isTrusted,
            let last = headers[Self.forwardedFor]?.utf8.split(separator: UInt8(ascii: ",")).last
        else { return nil }
        return Self.address(String(Substring(last)))
    }

    /// Parses an address, which may be IPv4 mapped into IPv6 or carry a zone; both are dropped.
    private static func address(_ text: String) -> IPAddress? {
        let bytes = text.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            .prefix { !" \t%".utf8.contains($0) }
        switch IPAddress(String(decoding: bytes, as: UTF8.self)) {
        case .some(.v6(let bits)) where bits >> 32 == 0xFFFF:
            return .v4(UInt32(truncatingIfNeeded: bits))
        case let address: return address
        }
    }

    /// Returns the part of an address that one host has for itself: an IPv4 address, or a network
    /// of 64 bits (RFC 6177).
    private static func counted(_ address: IPAddress) -> String {
        guard case .v6(let bits) = address else { return "\(address)" }
        return (0..<4).map { String(bits >> (112 - 16 * UInt128($0)) & 0xFFFF, radix: 16) }
            .joined(separator: ":") + "::/64"
    }

    /// `::1`, as it is counted.
    private static let loopback = counted(.v6(1))

    private static let forwardedFor: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-For") else { return .via }
        return name
    }()
}
