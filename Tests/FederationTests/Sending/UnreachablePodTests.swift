import Diaspora
import Foundation
import Store
import Testing
import Transport

@testable import Composing
@testable import Outbox
@testable import PodFixtures
@testable import Theming
@testable import Workers

/// What is done when other pods do not answer, or not as they should. Spec: protocol, 2.13.
@Suite struct UnreachablePodTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let public1 = "one.example/receive/public"
    private let public2 = "two.example/receive/public"

    init() async throws {
        pod = try FederatedPod()
        (bob, carol) = (try .bob(), try .carol())
        try await pod.share(pod.alice, with: bob, carol)
    }

    private var bobsInbox: String { "one.example/receive/users/\(bob.guid)" }

    // MARK: - Order

    @Test func onlyTheOldestOfAKeyIsTried() async throws {
        pod.network.deliveries(to: public1, .status(400))
        let guid = try pod.publish("Words")
        _ = try pod.composer.comment(on: guid, text: "More", as: pod.alice, with: pod.keys)
        let other = try pod.publish("Other words")
        try await pod.send()

        // One try for each post, none for the comment.
        #expect(pod.network.tries(public1) == 2)
        #expect(try pod.first(guid).attempts == 1 && pod.first(other).attempts == 1)
        pod.network.deliveries(to: public1, nil)
        pod.clock.advance(400)
        try await pod.send()
        let kinds = try pod.sent().filter { $0.place == "one.example all" }.map(\.entity)
        #expect(kinds.count == 3)
        guard case .comment = try #require(kinds.last) else { return #expect(Bool(false)) }
    }

    // MARK: - Messages that are refused

    @Test(arguments: [301, 302, 307, 400, 401, 403, 404, 405, 410, 500, 501])
    func point12ARefusedMessageIsTriedAgainByItself(status: Int) async throws {
        pod.network.deliveries(to: public1, .status(status))
        let guid = try pod.publish("Words")
        try await pod.send()
        #expect(try pod.first(guid).attempts == 1)
        #expect(try pod.first(guid).reason == "the pod answered \(status)")
        #expect(try pod.remotePod()?.failureCount == 0)
        #expect(pod.network.tries(public2) == 1)

        pod.clock.advance(255)
        try await pod.send()
        #expect(pod.network.tries(public1) == 1)
        pod.network.deliveries(to: public1, nil)
        pod.clock.advance(60)
        try await pod.send()

        #expect(try pod.first(guid).state == .done)
        #expect(pod.network.tries(public1) == 2 && pod.network.tries(public2) == 1)
    }

    @Test func aRefusedMessageHoldsUpNoOtherOfItsPod() async throws {
        pod.network.deliveries(to: public1, .status(400))
        _ = try pod.publish("Words")
        _ = try pod.publishLimited("For few")
        try await pod.send()

        #expect(pod.network.tries(bobsInbox) == 1)
        #expect(try pod.sent().contains { $0.place == "one.example bob" })
    }

    @Test func point12TheScheduleIsThatOfTheReferenceAndThenDaily() {
        let delays = (1...9).map { RetrySchedule.delay(afterAttempt: $0, jitter: 0) }
        #expect(delays == [256, 625, 1296, 2401, 4096, 6561, 10000, 14641, 20736])
        #expect(RetrySchedule.delay(afterAttempt: 1, jitter: 29) == 256 + 58)
        #expect(RetrySchedule.delay(afterAttempt: 9, jitter: 29) == 20736 + 290)
        #expect(
            (15...1_000).allSatisfy { RetrySchedule.delay(afterAttempt: $0, jitter: 29) == 86_400 })
    }

    @Test func jitterStaysInItsBounds() async throws {
        pod.network.deliveries(to: public1, .status(500))
        var guids: [GUID] = []
        for number in 0..<12 { guids.append(try pod.publish("Post \(number)")) }
        try await pod.send()

        let delays = try guids.map { try pod.first($0).notBefore.timeIntervalSince(pod.clock.now) }
        #expect(delays.allSatisfy { (256...314).contains($0) })
        #expect(Set(delays).count > 3)
    }

    @Test(arguments: [413, 422])
    func whatIsTooLongOrUnprocessableIsGivenUp(status: Int) async throws {
        pod.network.deliveries(to: public1, .status(status))
        let guid = try pod.publish("Words")
        try await pod.send()

        #expect(try pod.first(guid).state == .abandoned)
        #expect(try pod.first(guid).reason == "the pod answered \(status)")
    }

    @Test(arguments: [404, 410])
    func aPersonalInboxThatIsGoneAsksDiscovery(status: Int) async throws {
        pod.network.deliveries(to: bobsInbox, .status(status))
        let kept = try pod.publishLimited("For few")
        try await pod.send()
        #expect(pod.network.asked.contains { $0.contains("webfinger") })
        #expect(try pod.first(kept).state == .open && pod.first(kept).attempts == 1)

        pod.network.answer(PodAddress(of: bob.id).webFinger(bob.id), .status(503))
        let unsure = try pod.publishLimited("For few again")
        try await pod.send()
        #expect(try pod.first(unsure).state == .open)

        pod.network.answer(PodAddress(of: bob.id).webFinger(bob.id), .status(404))
        let gone = try pod.publishLimited("For few at last")
        try await pod.send()
        #expect(try pod.first(gone).state == .abandoned)
        #expect(try pod.first(gone).reason == "bob@one.example is gone")
    }

    @Test func whatFollowsAGivenUpPostGoesWithItButForItsRetraction() async throws {
        pod.network.deliveries(to: public1, .status(400))
        let guid = try pod.publish("Words")
        let comment = try pod.composer.comment(
            on: guid, text: "More", as: pod.alice, with: pod.keys)
        let other = try pod.publish("Other words")
        try await pod.send()
        try pod.composer.deleteComment(comment, as: pod.alice)
        try await pod.send()
        pod.network.deliveries(to: public1, .status(413))
        pod.clock.advance(400)
        try await pod.send()

        let states = try pod.database.read { database in
            try [guid, comment, other].map { guid in
                try database.deliveries(guid: guid.string).filter { $0.host == "one.example" }
                    .map { "\($0.kind) \($0.state)" }
            }
        }
        #expect(states[0] == ["status_message abandoned"])
        // 413 gives the retraction up as well, but on its own account.
        #expect(states[1] == ["comment abandoned", "retraction abandoned"])
        #expect(states[2] == ["status_message abandoned"])
        let reasons = try pod.database.read { try $0.deliveries(guid: comment.string) }
            .filter { $0.host == "one.example" }.map { $0.reason ?? "" }
        #expect(
            reasons == [
                "the post it belongs to was given up", "the pod answered 413",
            ])
    }

    @Test func aMessageIsTriedForThirtyDays() async throws {
        pod.network.deliveries(to: public1, .status(400))
        let guid = try pod.publish("Words")
        let comment = try pod.composer.comment(
            on: guid, text: "More", as: pod.alice, with: pod.keys)
        var days = 0
        repeat {
            try await pod.send()
            pod.clock.advance(86_400)
            days += 1
        } while try days < 60 && pod.first(guid).state == .open

        #expect(days == 31)
        #expect(pod.network.tries(public1) == 31)
        #expect(try pod.first(guid).reason == "tried for 30 days: the pod answered 400")
        #expect(try pod.first(comment).state == .abandoned)
    }

    // MARK: - Leases

    /// Lets a worker take what waits for a pod after one failure.
    private func lease(_ guid: GUID, by worker: WorkerPresence) async throws {
        for host in ["one.example", "two.example"] {
            pod.network.deliveries(to: host, .status(400))
        }
        try await pod.send()
        for host in ["one.example", "two.example"] { pod.network.deliveries(to: host, nil) }
        pod.network.forget()
        pod.clock.advance(400)
        let taken = try pod.database.write { transaction in
            try transaction.leaseDeliveries(
                host: "one.example", limit: 8, at: pod.clock.now, by: worker.id)
        }
        #expect(taken.map(\.guid) == [guid.string])
    }

    @Test(arguments: [0, 400, -86_400, 900_000])
    func livingWorkersLeaveEachOtherWhatTheySendWhateverTheClockSays(step: Double) async throws {
        let guid = try pod.publishLimited("For few")
        let other = try pod.worker()
        try await lease(guid, by: other)
        pod.clock.advance(step)

        try pod.leases.releaseOfTheDead()
        _ = try pod.presence.removeDead()
        try await pod.send()

        #expect(pod.network.arrivals.allSatisfy { $0.host == "two.example" })
        #expect(try pod.first(guid).state == .open)
        try other.end()
        pod.clock.advance(max(0, -step))
        try await pod.send()
        #expect(try pod.first(guid).state == .done)
    }

    @Test(arguments: [0, -900_000], [true, false])
    func whatTheDeadWereSendingIsSentAtOnceWhateverTheClockSays(
        step: Double, asksTheInbox: Bool
    ) async throws {
        let guid = try pod.publishLimited("For few")
        do { try await lease(guid, by: pod.worker()) }
        pod.clock.advance(step)
        _ = try pod.waits().runIfSetBack()

        if asksTheInbox {
            #expect(try pod.presence.removeDead().count == 1)
        } else {
            #expect(try pod.leases.releaseOfTheDead())
        }
        try await pod.send()

        #expect(try pod.first(guid).state == .done)
        #expect(try pod.rows("SELECT * FROM deliveryLease") == [])
    }

    @Test func whatIsOnItsWayIsNotSentOnceMoreAsThePodminAsksForIt() async throws {
        let guid = try pod.publishLimited("For few")
        let other = try pod.worker()
        try await lease(guid, by: other)

        let id = try pod.first(guid).id
        try pod.database.write { try $0.releaseDelivery(id: id) }
        try await pod.send()

        #expect(pod.network.arrivals.allSatisfy { $0.host == "two.example" })
        try pod.database.write { try $0.finishDelivery(id: id, at: pod.clock.now) }
        #expect(try pod.first(guid).state == .done)
        try other.end()
    }

    @Test func twoWorkersTakeNothingTwice() async throws {
        for number in 0..<20 { _ = try pod.publish("Post \(number)") }
        try pod.writePages()
        try await pod.dispatcher.run()
        try pod.writePages()
        let (dispatcher, other) = (pod.dispatcher, try pod.otherDispatcher())
        async let one = dispatcher.run()
        async let two = other.run()
        _ = try await (one, two)

        #expect(pod.network.tries(public1) == 20 && pod.network.tries(public2) == 20)
    }

    // MARK: - Backups

    @Test func attack54ARestoredBackupSendsNothingByItself() async throws {
        pod.network.deliveries(to: "one.example", .status(400))
        let planned = try pod.publishLimited("Planned")
        try await pod.send()
        _ = try pod.publishLimited("Not planned")
        try pod.database.close()
        _ = try RestoredDatabase(settling: pod.folder.database.path)
        let restored = try RestoredPod(of: pod)
        pod.network.deliveries(to: "one.example", nil)
        pod.network.forget()
        pod.clock.advance(86_400)

        try await restored.dispatcher.run()
        #expect(pod.network.arrivals.count == 0)
        let held = try restored.database.read {
            try $0.unfinishedDeliveries(isHeld: true, limit: 100)
        }
        #expect(held.count == 3 && held.contains { $0.guid == planned.string })

        // What is new goes, what is released too.
        for delivery in held {
            try restored.database.write { try $0.releaseDelivery(id: delivery.id) }
        }
        try await restored.dispatcher.run()
        #expect(pod.network.arrivals.count == 3)
        _ = try restored.composer.publish(
            PostContent(text: "New"), as: pod.alice, for: .aspects(["Friends"]))
        try await restored.dispatcher.run()
        #expect(pod.network.arrivals.count == 5)
    }
}
