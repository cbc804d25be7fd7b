import Diaspora
import Foundation
import Store
import Testing
import Transport
import Workers

@testable import Federation
@testable import Outbox
@testable import PodFixtures
@testable import Theming

/// What is done about pods that are not reached, and how they come back. Spec: protocol, 2.13.
@Suite struct BreakerTests {
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

    // MARK: - Leaving a pod alone

    @Test(arguments: [
        FakeNetwork.Answer.failure(.connectionFailed(reason: "refused")),
        .failure(.tlsFailed(reason: "expired")), .failure(.timedOut),
        .failure(.nameNotResolved(host: "one.example")), .failure(.refusedAddress("127.0.0.1")),
        .status(429), .status(502), .status(503), .status(504),
    ])
    func aPodThatIsNotReachedCostsNoAttemptAndHoldsNoOther(answer: FakeNetwork.Answer) async throws
    {
        pod.network.deliveries(to: "one.example", answer)
        let guid = try pod.publish("Words")
        try await pod.send()

        #expect(pod.network.tries(public1) == 1 && pod.network.tries(public2) == 1)
        let delivery = try pod.first(guid)
        #expect(delivery.state == .open && delivery.attempts == 0 && delivery.reason != nil)
        #expect(try pod.first(guid, at: "two.example").state == .done)
        let state = try #require(try pod.remotePod())
        #expect(state.failureCount == 1 && state.offlineSince == FederatedPod.start)
        #expect((256...314).contains(state.notBefore.timeIntervalSince(FederatedPod.start)))

        // What is new waits too, without being tried.
        _ = try pod.publishLimited("For few")
        try await pod.send()
        #expect(pod.network.tries(bobsInbox) == 0)
        pod.network.deliveries(to: "one.example", nil)
        pod.clock.advance(315)
        try await pod.send()
        #expect(pod.network.tries(bobsInbox) == 1)
        #expect(try pod.first(guid).state == .done)
        #expect(try pod.remotePod()?.status == .noErrors)
        #expect(try pod.remotePod()?.offlineSince == nil)
    }

    @Test func whatWasOnItsWayWhenAPodFailedCountsAsOneFailure() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        for number in 0..<8 { _ = try pod.publish("Post \(number)") }
        try await pod.send()

        let state = try #require(try pod.remotePod())
        #expect(state.failureCount == 1)
        #expect((256...314).contains(state.notBefore.timeIntervalSince(pod.clock.now)))
    }

    @Test func thePausesOfAPodGrow() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        _ = try pod.publish("Words")
        var pauses: [ClosedRange<Double>] = [256...314, 625...712, 1_296...1_412, 2_401...2_546]
        pauses += Array(repeating: 0...86_400, count: 20)
        for pause in pauses {
            try await pod.send()
            let state = try #require(try pod.remotePod())
            let seconds = state.notBefore.timeIntervalSince(pod.clock.now)
            #expect(pause.contains(seconds))
            pod.clock.advance(seconds)
        }
        #expect(pod.network.tries(public1) == pauses.count)
    }

    @Test func aPodThatWasNotReachedIsAskedWithOneMessageUntilItAnswers() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        for number in 0..<12 { _ = try pod.publish("Post \(number)") }
        try await pod.send()
        let before = pod.network.tries(public1)
        #expect((1...pod.dispatcher.channel.limits.perHost).contains(before))

        for round in 1...2 {
            pod.clock.advance(86_400)
            try await pod.send()
            #expect(pod.network.tries(public1) == before + round)
        }
        pod.network.deliveries(to: "one.example", nil)
        pod.clock.advance(86_400)
        try await pod.send()

        #expect(pod.network.tries(public1) == before + 2 + 12)
    }

    @Test func whileAnotherWorkerAsksAPodThatWasNotReachedNobodyElseDoes() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        for number in 0..<3 { _ = try pod.publish("Post \(number)") }
        try await pod.send()
        pod.network.deliveries(to: "one.example", nil)
        pod.network.forget()
        pod.clock.advance(400)
        let another = try pod.worker()
        let taken = try pod.database.write { transaction in
            try transaction.leaseDeliveries(
                host: "one.example", limit: 1, at: pod.clock.now, by: another.id)
        }
        #expect(taken.count == 1)
        try await pod.send()
        #expect(pod.network.tries(public1) == 0)

        try another.end()
        try await pod.send()

        #expect(pod.network.tries(public1) == 3)
    }

    @Test(arguments: [413, 422])
    func aPodThatRefusesAMessageForGoodIsThere(status: Int) async throws {
        pod.network.deliveries(to: public1, .status(503))
        _ = try pod.publish("Words")
        try await pod.send()
        pod.network.deliveries(to: public1, .status(status))
        pod.clock.advance(400)
        try await pod.send()

        #expect(try pod.remotePod()?.failureCount == 0)
        #expect(try pod.remotePod()?.offlineSince == nil)
    }

    @Test func aPodThatAnswersItsCheckStrangelyIsLeftAloneNoLonger() async throws {
        pod.network.deliveries(to: "one.example", .status(503))
        let guid = try pod.publish("Words")
        try await pod.send()
        pod.network.deliveries(to: "one.example", nil)
        pod.network.answer("https://one.example/", .document(Array("<html></html>".utf8)))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        let state = try #require(try await check.run("one.example"))
        #expect(state.status == .versionFailed && state.offlineSince == nil)
        #expect(state.failureCount == 0 && state.notBefore <= pod.clock.now)
        try await pod.send()

        #expect(try pod.first(guid).state == .done)
    }

    @Test(arguments: [TransportError.cancelled, .shuttingDown])
    func whatThisPodStopsItselfIsNoFailure(error: TransportError) async throws {
        pod.network.deliveries(to: "one.example", .failure(error))
        let guid = try pod.publish("Words")
        try pod.writePages()
        let task = Task { [dispatcher = pod.dispatcher] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await dispatcher.run()
        }
        _ = try await task.value
        #expect(try pod.remotePod()?.offlineSince == nil)

        pod.network.deliveries(to: "one.example", nil)
        try await pod.send()
        #expect(try pod.first(guid).attempts == 1)
        #expect(try pod.first(guid).state == .done)
    }

    @Test(arguments: [
        TransportError.libraryFailure(reason: "no memory"), .refusedHeader(name: "X"),
    ])
    func whatThisPodCannotSendSaysNothingOfTheOtherOne(error: TransportError) async throws {
        pod.network.deliveries(to: public1, .status(503))
        let guid = try pod.publish("Words")
        try await pod.send()
        pod.network.deliveries(to: public1, .failure(error))
        pod.clock.advance(400)
        try await pod.send()

        #expect(try pod.remotePod()?.failureCount == 1)
        #expect(try pod.remotePod()?.offlineSince == FederatedPod.start)
        let delivery = try pod.first(guid)
        #expect(delivery.state == .open && delivery.attempts == 0)
        #expect(delivery.reason == "\(error)")

        // It is tried again by and by.
        pod.network.deliveries(to: public1, nil)
        pod.clock.advance(299)
        try await pod.send()
        #expect(pod.network.tries(public1) == 2)
        pod.clock.advance(1)
        try await pod.send()
        #expect(try pod.first(guid).state == .done)
    }

    @Test func whatCannotBeReadHereSaysNothingOfTheOtherPod() async throws {
        pod.network.deliveries(to: "one.example", .status(503))
        let guid = try pod.publishLimited("For few")
        try await pod.send()
        pod.network.deliveries(to: "one.example", nil)
        try pod.damage("UPDATE person SET diasporaID = 'bob' WHERE diasporaID = '\(bob.id)'")
        pod.clock.advance(400)
        try await pod.send()

        #expect(pod.network.tries(bobsInbox) == 1)
        #expect(try pod.remotePod()?.failureCount == 1)
        #expect(try pod.first(guid).state == .open && pod.first(guid).attempts == 0)
        try pod.damage("UPDATE person SET diasporaID = '\(bob.id)' WHERE diasporaID = 'bob'")
        pod.clock.advance(300)
        try await pod.send()
        #expect(try pod.first(guid).state == .done)
    }

    // MARK: - Pods that are away

    @Test func point12APodAwayForFourteenDaysGetsNothingNew() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        let before = try pod.publish("Before")
        try await pod.send()
        pod.clock.advance(14 * 86_400 + 1)
        try await pod.send()

        let after = try pod.publish("After")
        try await pod.send()

        #expect(try pod.first(before).state == .open)
        #expect(
            try pod.ledger(after).sorted() == [
                "one.example/receive/public abandoned 0", "two.example/receive/public done 1",
            ])
        #expect(
            try pod.first(after).reason
                == "not sent: the pod had been away since 2026-01-01T00:00:00Z")
    }

    @Test func point12APodThatAnswersItsCheckIsRevived() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        let before = try pod.publish("Before")
        try await pod.send()
        pod.clock.advance(14 * 86_400 + 1)
        try await pod.send()
        pod.network.deliveries(to: "one.example", nil)
        pod.network.answerChecks(of: "one.example")

        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)
        #expect(try await check.runDue() > 0)
        let after = try pod.publish("After")
        try await pod.send()

        #expect(try pod.first(before).state == .done && pod.first(after).state == .done)
        #expect(try pod.remotePod()?.software == "diaspora")
    }

    @Test func point14AMessageFromAPodThatWasAwayAsksForItsCheck() async throws {
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        _ = try pod.publish("Before")
        try await pod.send()
        pod.network.answerChecks(of: "one.example")
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)
        while try await check.runDue() > 0 {}
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        _ = try pod.publish("Again")
        try await pod.send()
        #expect(try pod.remotePod()?.offlineSince != nil)
        #expect(try await check.runDue() == 0)

        try await pod.receive(.statusMessage(pod.post("I am back", by: bob)), from: bob)

        #expect(try await check.runDue() == 1)
        #expect(try pod.remotePod()?.offlineSince == nil)
    }

    @Test func point14WhoeverSendsWithoutBeingThereIsAskedOnceInHalfAnHour() async throws {
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)
        while try await check.runDue() > 0 {}
        try pod.database.write {
            try $0.setFailed(
                "one.example", status: .dnsFailed, reason: "x", at: pod.clock.now)
        }
        pod.network.answer("https://one.example/", .failure(.nameNotResolved(host: "one.example")))
        func checks() async throws -> Int {
            pod.clock.advance(60)
            try await pod.receive(.statusMessage(pod.post("I am here", by: bob)), from: bob)
            return try await check.runDue()
        }

        #expect(try await checks() == 1)
        for _ in 0..<10 { #expect(try await checks() == 0) }
        pod.clock.advance(1_200)
        #expect(try await checks() == 1)
    }

    @Test func point14APodWithoutNodeInfoIsThereNevertheless() async throws {
        pod.network.answer("https://one.example/", .document(Array("<html></html>".utf8)))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        let state = try await check.run("one.example")

        #expect(state?.status == .versionFailed && state?.offlineSince == nil)
    }

    @Test(arguments: [403, 404, 500])
    func point14APodWithoutAFrontPageIsThereIfItSaysWhatItRuns(status: Int) async throws {
        pod.network.answerChecks(of: "one.example")
        pod.network.answer("https://one.example/", .status(status))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        let state = try await check.run("one.example")

        #expect(state?.status == .noErrors && state?.software == "diaspora")
        #expect(state?.offlineSince == nil && state?.reason == nil)
    }

    @Test func point14APodWithNeitherFrontPageNorNodeInfoFailsItsCheck() async throws {
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        #expect(try await check.run("one.example")?.status == .httpFailed)
    }

    @Test func point14APodThatSendsItsVisitorsElsewhereFailsItsCheck() async throws {
        pod.network.answer(
            "https://one.example/",
            .redirected(Array("<html></html>".utf8), to: "https://evil.example/"))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        #expect(try await check.run("one.example")?.status == .httpFailed)
    }

    @Test func attack7AFrontPageWithoutEndIsNotRead() async throws {
        pod.network.answerChecks(of: "one.example")
        pod.network.answer(
            "https://one.example/", .document([UInt8](repeating: 60, count: 5 << 20)))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        #expect(try await check.run("one.example")?.status == .noErrors)
    }

    @Test(arguments: [405, 501])
    func point14APodThatKnowsNoHeadsIsThere(status: Int) async throws {
        pod.network.answer("https://one.example/", .status(status))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)

        let state = try await check.run("one.example")

        #expect(state?.status == .versionFailed && state?.offlineSince == nil)
    }

    @Test(arguments: ["", ".well-known/nodeinfo", "nodeinfo/1.0"])
    func attack21APodThatThereWasNoRoomToAskIsDueStill(_ path: String) async throws {
        pod.network.answerChecks(of: "one.example")
        pod.network.answer("https://one.example/\(path)", .failure(.overloaded))
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)
        let before = try pod.remotePod()

        #expect(try await check.run("one.example")?.status == before?.status)

        #expect(try pod.remotePod()?.offlineSince == nil)
        let due = try pod.database.read { try $0.podsToCheck(at: pod.clock.now, limit: 20) }
        #expect(due.contains("one.example"))
    }
}
