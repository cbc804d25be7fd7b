import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request comes from. Attack 53.
struct ClientAddress: Sendable {
    /// Addresses of web servers in front.
    let trustedProxies: Set<String>

    /// The other end of the connection; if that is a web server in front, who it says it got the request
    /// from: the last hop of X-Forwarded-For.
    func of(_ request: Request, _ context: PodRequestContext) -> String {
        Self.counted(address(of: request, context))
    }

    private func address(of request: Request, _ context: PodRequestContext) -> String {
        let peer = Self.plain(context.remoteAddress?.ipAddress ?? "")
        guard trustedProxies.contains(peer),
            let header = request.headers[Self.forwardedFor],
            let last = header.split(separator: ",").last
        else { return peer }
        let address = last.trimmingCharacters(in: .whitespaces)
        // Whatever else stands there is no address, and no key for counting either.
        return (1...64).contains(address.utf8.count) ? Self.plain(address) : peer
    }

    /// IPv4 as such, where it is written as IPv6.
    private static func plain(_ address: String) -> String {
        let mapped = "::ffff:"
        return address.lowercased().hasPrefix(mapped) && address.contains(".")
            ? String(address.dropFirst(mapped.count)) : address
    }

    /// What one host has for itself: an IPv4 address, or a network of 64 bits (RFC 6177).
    private static func counted(_ address: String) -> String {
        guard address.contains(":") else { return address }
        let halves = address.split(separator: "%")[0].components(separatedBy: "::")
        var groups = halves[0].split(separator: ":").map { $0.lowercased() }
        let rest = halves.count > 1 ? halves[1].split(separator: ":").count : 0
        if halves.count > 1, groups.count + rest < 8 {
            groups += Array(repeating: "0", count: 8 - groups.count - rest)
        }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }

    private static let forwardedFor: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-For") else { return .via }
        return name
    }()
}
