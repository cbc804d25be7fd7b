@testable import Transport

extension CurlTransport {
    /// A transport that may ask servers on this machine, without TLS.
    static func development(
        _ change: (inout TransportSettings) -> Void = { _ in }
    ) throws -> CurlTransport {
        var settings = TransportSettings(userAgent: "test")
        settings.allowsPlainHTTP = true
        settings.connectTimeout = OutboundRequest.patience
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
        .patient(method, try url(target, host: host), kind: kind, identityPort: port)
    }
}

extension OutboundRequest {
    /// Longer than any test waits: other tests may keep the processors busy for a while.
    static let patience = Duration.seconds(600)

    /// A request that ends in time however busy the machine is.
    static func patient(
        _ method: Method, _ url: OutboundURL, kind: Kind = .fetch, identityPort: UInt16? = nil
    ) -> OutboundRequest {
        var request = OutboundRequest(
            method, url, kind: kind, deadline: patience, identityPort: identityPort)
        request.maximumWait = patience
        return request
    }
}
