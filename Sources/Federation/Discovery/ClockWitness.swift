internal import Foundation
public import Store
internal import Synchronization
public import Transport

/// A transport that passes requests on, and records the clock offsets of the responding pods.
///
/// The differences are noted in the database once a minute at most: `doctor` is another process.
public final class ClockWitness: HTTPTransport {
    private let transport: any HTTPTransport
    private let database: PodDatabase
    private let clock: PodClock
    private let state = Mutex(State())

    private struct State {
        var offsets = ClockOffsets()
        /// The time of the last write to the database, in seconds since 1970.
        var notedAt: Double?
    }

    /// Seconds between two notes.
    private static let interval = 60.0

    public init(_ transport: any HTTPTransport, database: PodDatabase, clock: PodClock) {
        self.transport = transport
        self.database = database
        self.clock = clock
    }

    public func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
        let response = try await transport.send(request)
        note(response)
        return response
    }

    private func note(_ response: OutboundResponse) {
        // An answer that was kept on the way has the time of then (RFC 9111, 5.1).
        guard response.header("Age") == nil,
            let date = response.header("Date").flatMap({ HTTPDate($0) })
        else { return }
        let now = clock.now().timeIntervalSince1970
        let text: String? = state.withLock { state in
            state.offsets.note(response.url.authority, date.seconds - Int(now))
            if let notedAt = state.notedAt, abs(now - notedAt) < Self.interval { return nil }
            state.notedAt = now
            return state.offsets.text
        }
        guard let text else { return }
        // The next answer notes it, if this one could not.
        try? database.write { try $0.setState(ClockOffsets.key, text) }
    }
}
