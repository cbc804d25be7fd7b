import Diaspora
import Foundation
import Store
import Synchronization
import Testing

@testable import Outbox
@testable import PodFixtures
@testable import Theming

/// What cannot be noted now, as on a full disk, is neither lost nor taken for done.
@Suite struct RefusedCommitTests {
    private let pod: FederatedPod
    private let public1 = "one.example/receive/public"
    private let public2 = "two.example/receive/public"

    init() async throws {
        pod = try FederatedPod()
        try await pod.share(pod.alice, with: .bob(), .carol())
    }

    /// Lets each commit fail that changes a delivery so, or does something else.
    private func refuse(_ change: String, event: String = "UPDATE ON delivery") throws {
        try pod.damage(
            """
            CREATE TRIGGER refusal BEFORE \(event) WHEN \(change)
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """)
    }

    private func relent() throws { try pod.damage("DROP TRIGGER refusal") }

    private var isBusy: Bool { pod.dispatcher.inFlight.withLock(\.isBusy) }

    // Whichever pod comes first, one of the two has its messages taken before the other one.
    @Test(arguments: ["one.example", "two.example"])
    func messagesThatCouldNotBeTakenHaveNoPlaces(host: String) async throws {
        let guid = try pod.publish("Words")
        try refuse(
            "(SELECT host FROM delivery WHERE id = new.deliveryID) = '\(host)'",
            event: "INSERT ON deliveryLease")
        await #expect(throws: StoreError.self) { try await pod.send() }
        try #require(!isBusy)
        #expect(pod.network.arrivals.count == 0)

        try relent()
        try await pod.send()

        #expect(try pod.ledger(guid).sorted() == ["\(public1) done 1", "\(public2) done 1"])
    }

    @Test func whatArrivedIsNotSentAgain() async throws {
        let guid = try pod.publish("Words")
        try refuse("new.state = 'done'")
        await #expect(throws: StoreError.self) { try await pod.send() }
        #expect(try pod.ledger(guid).sorted() == ["\(public1) open 0", "\(public2) open 0"])

        try relent()
        try await pod.send()

        #expect(try pod.ledger(guid).sorted() == ["\(public1) done 1", "\(public2) done 1"])
        #expect(pod.network.tries(public1) == 1 && pod.network.tries(public2) == 1)
    }

    @Test func whatEndedAtTheLastIsNotedAnotherTime() async throws {
        pod.network.deliveries(to: "one.example", .status(400))
        let guid = try pod.publish("Words")
        try await pod.send()
        let message = try #require(
            try pod.database.read { try $0.deliveries(guid: guid.string) }
                .first { $0.state == .open })
        pod.dispatcher.inFlight.withLock { inFlight in
            inFlight.begin([message.id], to: WaitingHost(host: message.host, isFailing: false))
            inFlight.end(DeliveryOutcome(delivery: message, failure: nil), at: .now)
        }
        try refuse("new.state = 'done'")
        #expect(throws: StoreError.self) { try pod.dispatcher.settleRest() }

        try relent()
        try pod.dispatcher.settleRest()

        #expect(try pod.ledger(guid).contains("\(public1) done 2"))
        #expect(!isBusy)
    }
}
