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
        let peer = context.remoteAddress?.ipAddress ?? ""
        guard trustedProxies.contains(peer),
            let header = request.headers[Self.forwardedFor],
            let last = header.split(separator: ",").last
        else { return peer }
        let address = last.trimmingCharacters(in: .whitespaces)
        // Whatever else stands there is no address, and no key for counting either.
        return (1...64).contains(address.utf8.count) ? address : peer
    }

    private static let forwardedFor: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-For") else { return .via }
        return name
    }()
}
