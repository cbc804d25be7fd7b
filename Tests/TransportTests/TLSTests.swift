import Foundation
import TestSupport
import Testing

@testable import Transport

/// Against nginx, with certificates of an authority made for the test.
@Suite(.enabled(if: WebServer.isInstalled, "nginx is not installed"))
struct TLSTests {
    private func transport(
        _ server: WebServer, trustsServer: Bool = true,
        _ change: (inout TransportSettings) -> Void = { _ in }
    ) throws -> CurlTransport {
        var settings = TransportSettings(userAgent: "test")
        let address = try #require(IPAddress("127.0.0.1"))
        settings.pinnedAddresses = ["pod.example": [address], "other.example": [address]]
        if trustsServer { settings.certificateAuthorities = server.authority }
        settings.connectTimeout = OutboundRequest.patience
        change(&settings)
        return try CurlTransport(
            settings: settings, networkGuard: PrivateNetworkGuard(allowsPrivateNetworks: true))
    }

    private func request(
        _ server: WebServer, host: String = "pod.example", target: String = "/"
    ) throws -> OutboundRequest {
        .patient(
            .get, try OutboundURL(host: host, port: server.port, target: target),
            identityPort: server.port)
    }

    @Test func manyRequestsShareOneConnectionOfHTTP2() async throws {
        let server = try await WebServer()
        let transport = try transport(server)
        let request = try request(server)

        let responses = try await withThrowingTaskGroup(of: OutboundResponse.self) { tasks in
            for _ in 0..<40 { tasks.addTask { try await transport.send(request) } }
            return try await tasks.reduce(into: []) { $0.append($1) }
        }

        #expect(responses.count == 40)
        #expect(responses.allSatisfy { $0.header("X-Protocol") == "HTTP/2.0" })
        #expect(Set(responses.map { $0.header("X-Connection") }).count == 1)
    }

    /// libcurl 7.88 takes up none after HTTP/2, where connections live long instead.
    @Test func aNewConnectionTakesUpTheTLSSession() async throws {
        let server = try await WebServer(offersHTTP2: false, requestsPerConnection: 1)
        let transport = try transport(server)

        var reused: [String?] = []
        var connections: Set<String?> = []
        for _ in 0..<3 {
            let response = try await transport.send(request(server))
            reused.append(response.header("X-Session-Reused"))
            connections.insert(response.header("X-Connection"))
        }

        #expect(connections.count == 3)
        #expect(reused == [".", "r", "r"])
    }

    @Test func aCertificateOfAnUnknownAuthorityIsNotTrusted() async throws {
        let server = try await WebServer()
        let transport = try transport(server, trustsServer: false)

        let error = await #expect(throws: TransportError.self) {
            try await transport.send(request(server))
        }

        #expect(error?.podFailure == .sslFailed)
    }

    @Test func aCertificateOfAnotherNameIsNotTrusted() async throws {
        let server = try await WebServer()
        let transport = try transport(server)

        let error = await #expect(throws: TransportError.self) {
            try await transport.send(request(server, host: "other.example"))
        }

        #expect(error?.podFailure == .sslFailed)
    }

    @Test func aServerWithoutTLSIsNotTrusted() async throws {
        let server = try LoopbackServer { $0.reply("x") }
        let url = try OutboundURL(host: "127.0.0.1", port: server.port)

        let error = await #expect(throws: TransportError.self) {
            try await CurlTransport.development()
                .send(.patient(.get, url, identityPort: server.port))
        }

        #expect(error?.podFailure == .sslFailed || error?.podFailure == .netFailed)
    }

    @Test func attack5AnHTTPSServerCannotLeadToHTTP() async throws {
        let server = try await WebServer()
        let transport = try transport(server) { $0.allowsPlainHTTP = true }

        await #expect(throws: TransportError.refusedURL(.scheme("http"))) {
            try await transport.send(request(server, target: "/down"))
        }
    }
}
