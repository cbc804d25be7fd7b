import Glibc
import Testing

@testable import Transport

/// What a stranger's URL could make the pod ask.
@Suite struct ServerSideRequestForgeryTests {
    private let publicAddress = "127.0.0.2"

    /// A transport for which one loopback address stands for the public internet.
    private func transport(
        pins: [String: [String]] = [:]
    ) throws -> CurlTransport {
        var settings = TransportSettings(userAgent: "test")
        settings.allowsPlainHTTP = true
        settings.pinnedAddresses = pins.mapValues { $0.compactMap { IPAddress($0) } }
        let range = try #require(AddressRange(publicAddress))
        return try CurlTransport(
            settings: settings, networkGuard: PrivateNetworkGuard(exceptions: [range]))
    }

    @Test func attack1ANameOfThisMachineIsNotConnectedTo() async throws {
        let server = try LoopbackServer(answering: "secret")
        let request = OutboundRequest(
            .get, try OutboundURL(host: "localhost", port: server.port), kind: .fetch,
            identityPort: server.port)
        let transport = try CurlTransport(settings: TransportSettings(userAgent: "test"))

        let error = await #expect(throws: TransportError.self) {
            try await transport.send(request)
        }

        guard case .refusedAddress? = error else { return #expect(error == nil) }
        #expect(server.settledAcceptedCount() == 0)
    }

    @Test(arguments: [
        "127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "192.168.1.1", "0.0.0.0",
        "::1", "::", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fc00::1", "fe80::1",
    ])
    func attacks1And2ANameWithSuchAnAddressIsRefusedBeforeConnecting(_ address: String) async throws
    {
        let server = try LoopbackServer(answering: "secret")
        let transport = try transport(pins: ["pod.example": [address]])

        await #expect(throws: TransportError.refusedAddress(address)) {
            try await transport.send(server.request(host: "pod.example"))
        }
        #expect(server.settledAcceptedCount() == 0)
    }

    @Test(arguments: ["0.0.0.0", "127.0.0.1", "[::1]"])
    func attack3AnAddressAsHostIsRefusedBeforeConnecting(_ host: String) async throws {
        let server = try LoopbackServer(answering: "secret")
        let transport = try transport()

        await #expect(throws: TransportError.self) {
            try await transport.send(server.request(host: host))
        }
        #expect(server.settledAcceptedCount() == 0)
    }

    /// The first address answers to nobody, so the second one is tried: it is judged too.
    @Test func attack4EachAddressOfANameIsJudgedWhenItIsConnectedTo() async throws {
        let inside = try LoopbackServer(answering: "secret")
        let transport = try transport(pins: ["pod.example": [publicAddress, "127.0.0.1"]])

        await #expect(throws: TransportError.refusedAddress("127.0.0.1")) {
            try await transport.send(inside.request(host: "pod.example"))
        }
        #expect(inside.settledAcceptedCount() == 0)
    }

    @Test func attack4ThePublicOneOfTwoAddressesIsConnectedTo() async throws {
        let (outside, inside) = try LoopbackServer.pair(
            (publicAddress, LoopbackServer.answering("public")),
            ("127.0.0.1", LoopbackServer.answering("secret")))
        let transport = try transport(pins: ["pod.example": ["127.0.0.1", publicAddress]])

        let response = try await transport.send(outside.request(host: "pod.example"))

        #expect(response.body == Array("public".utf8))
        #expect(inside.settledAcceptedCount() == 0)
    }

    @Test(arguments: ["127.0.0.1", "inside.example"])
    func attack5ARedirectToThisMachineIsRefused(_ host: String) async throws {
        let leading: LoopbackServer.Serve = { connection in
            while let request = connection.readRequest() {
                let port = request.field("Host")?.split(separator: ":").last ?? ""
                connection.reply(
                    "", status: "302 Found", headers: "Location: http://\(host):\(port)/\r\n")
            }
        }
        let (outside, inside) = try LoopbackServer.pair(
            (publicAddress, leading), ("127.0.0.1", LoopbackServer.answering("secret")))
        let transport = try transport(pins: ["inside.example": ["127.0.0.1"]])

        await #expect(throws: TransportError.refusedAddress("127.0.0.1")) {
            try await transport.send(outside.request())
        }
        #expect(outside.acceptedCount == 1)
        #expect(inside.settledAcceptedCount() == 0)
    }

    @Test(arguments: [
        ("file:///etc/passwd", URLRefusal.scheme("file")),
        ("gopher://127.0.0.1:70/_x", .scheme("gopher")),
        ("http://pod.example:25/", .port(25)),
        ("https://pod.example:6379/", .port(6379)),
        ("https://alice@pod.example/", .userInformation),
        ("http://0177.0.0.1/", .host("0177.0.0.1")),
    ])
    func attack5And8ARedirectIsJudgedLikeTheFirstURL(
        _ location: String, _ refusal: URLRefusal
    ) async throws {
        let outside = try LoopbackServer(address: publicAddress) { connection in
            while connection.readRequest() != nil {
                connection.reply("", status: "301 Moved", headers: "Location: \(location)\r\n")
            }
        }

        await #expect(throws: TransportError.refusedURL(refusal)) {
            try await transport().send(outside.request())
        }
    }

    /// In a process of its own, because the environment is the whole process's.
    @Test func attack9ProxiesOfTheEnvironmentAreIgnored() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer(answering: "proxy")
            for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
            }
            let server = try LoopbackServer(answering: "server")
            let response = try await CurlTransport.development().send(server.request())
            #expect(response.body == Array("server".utf8))
            await #expect(throws: TransportError.self) {
                let url = try OutboundURL(host: "127.0.0.1", port: server.port)
                _ = try await CurlTransport.development().send(
                    OutboundRequest(
                        .get, url, kind: .fetch, deadline: .milliseconds(300),
                        identityPort: server.port))
            }
            #expect(proxy.settledAcceptedCount() == 0)
        }
    }
}
