import Foundation
import Store
import Synchronization
import Testing
import Transport

@testable import Federation
@testable import PodFixtures

/// The clock is judged by the answers that come anyway.
@Suite struct ClockWitnessTests {
    /// Answers everything at a time that a test sets.
    private final class Timed: HTTPTransport {
        let headers = Mutex<[HeaderField]>([])

        func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
            OutboundResponse(status: 200, headers: headers.withLock { $0 }, url: request.url)
        }
    }

    private let pod: SitePod
    private let network = Timed()

    init() throws {
        pod = try SitePod()
    }

    /// - Parameter seconds: What the other's clock is ahead.
    private func ask(
        _ witness: ClockWitness, _ host: String, ahead seconds: Double, age: String? = nil
    ) async throws {
        let time = Int(SitePod.start.addingTimeInterval(seconds).timeIntervalSince1970)
        network.headers.withLock {
            $0 = [HeaderField("Date", "\(HTTPDate(seconds: time))")]
            if let age { $0.append(HeaderField("Age", age)) }
        }
        _ = try await witness.send(
            OutboundRequest(.get, OutboundURL("https://\(host)/"), kind: .fetch))
    }

    private func offsets() throws -> ClockOffsets {
        try pod.database.read { try ClockOffsets($0) }
    }

    @Test func nothingIsKnownAtFirst() throws {
        #expect(try offsets().median == nil)
    }

    @Test func theMiddleOneOfSeveralPodsIsBelieved() async throws {
        let clock = MovableClock(SitePod.start)
        let witness = ClockWitness(network, database: pod.database, clock: clock.pod)
        for (host, ahead) in [("a.example", 100.0), ("b.example", 90), ("c.example", 86_400)] {
            // The clock goes on, and the others' with it.
            let passed = clock.now.timeIntervalSince(SitePod.start)
            try await ask(witness, host, ahead: passed + ahead)
            clock.advance(60)
        }

        #expect(try offsets().count == 3)
        #expect(try offsets().median == 100)
    }

    @Test func anAnswerThatWasKeptOnTheWayTellsNoTime() async throws {
        let witness = ClockWitness(network, database: pod.database, clock: pod.clock.pod)

        try await ask(witness, "a.example", ahead: -7_200, age: "7200")

        #expect(try offsets().count == 0)
    }

    @Test func oneMinuteIsNotedOnce() async throws {
        let witness = ClockWitness(network, database: pod.database, clock: pod.clock.pod)

        try await ask(witness, "a.example", ahead: 5)
        try await ask(witness, "b.example", ahead: 7)

        #expect(try offsets().count == 1)
    }
}
