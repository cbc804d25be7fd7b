import Synchronization
import Transport

/// A network on which each answer takes ten seconds, by its own clock.
final class SlowNetwork: HTTPTransport {
    private let network: FakeNetwork
    private let instant = Mutex(ContinuousClock.now)

    init(_ network: FakeNetwork) {
        self.network = network
    }

    var now: ContinuousClock.Instant { instant.withLock { $0 } }

    func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
        instant.withLock { $0 += .seconds(10) }
        return try await network.send(request)
    }
}
