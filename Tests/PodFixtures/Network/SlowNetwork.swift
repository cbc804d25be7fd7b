import Transport

/// A network on which each answer takes ten seconds, by its own clock.
final class SlowNetwork: HTTPTransport {
    private let network: FakeNetwork
    private let clock = MovableClock()

    init(_ network: FakeNetwork) {
        self.network = network
    }

    var now: ContinuousClock.Instant { clock.instant }

    func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
        clock.advance(10)
        return try await network.send(request)
    }
}
