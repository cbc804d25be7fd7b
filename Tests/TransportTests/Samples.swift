@testable import Transport

extension CurlTransport {
    /// A transport that may ask servers on this machine, without TLS.
    static func development(
        _ change: (inout TransportSettings) -> Void = { _ in }
    ) throws -> CurlTransport {
        var settings = TransportSettings(userAgent: "test")
        settings.allowsPlainHTTP = true
        change(&settings)
        return try CurlTransport(
            settings: settings, networkGuard: PrivateNetworkGuard(allowsPrivateNetworks: true))
    }
}

extension LoopbackServer {
    func url(_ target: String = "/", host: String? = nil) throws -> OutboundURL {
        try OutboundURL(scheme: .http, host: host ?? address, port: port, target: target)
    }

    func request(
        _ method: OutboundRequest.Method = .get, _ target: String = "/", host: String? = nil,
        kind: OutboundRequest.Kind = .fetch
    ) throws -> OutboundRequest {
        // No test waits for so long; other tests may keep the processors busy for a while.
        var request = OutboundRequest(
            method, try url(target, host: host), kind: kind, deadline: .seconds(600),
            identityPort: port)
        request.maximumWait = .seconds(600)
        return request
    }
}
