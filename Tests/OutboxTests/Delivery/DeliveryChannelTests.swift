import Diaspora
import Foundation
import Store
import Testing
import Transport
import Workers

@testable import Composing
@testable import Outbox
@testable import PodFixtures

/// What a channel shares with federation, and what is its own.
@Suite struct DeliveryChannelTests {
    private let gus = TwoChannels.gus
    private let gina = TwoChannels.gina

    // MARK: - Planning and settling

    @Test(arguments: [true, false])
    func aPayloadIsPlannedOnceByEachChannelAndStaysUntilBothHaveSettled(
        federationIsFirst: Bool
    ) async throws {
        let both = try await TwoChannels(guests: gus)
        let guid = try both.pod.publishLimited("For few")
        let dispatchers: [any Dispatching] =
            federationIsFirst
            ? [both.pod.dispatcher, both.letters] : [both.letters, both.pod.dispatcher]

        for _ in 0..<2 { try await dispatchers[0].run() }
        #expect(try both.payloadCount() == 1)
        #expect(
            try both.ledger(guid) == [
                federationIsFirst ? "federation one.example done 1" : "letter there.example done 1"
            ])
        for _ in 0..<2 { try await dispatchers[1].run() }

        #expect(try both.payloadCount() == 0)
        #expect(
            try both.ledger(guid) == [
                "federation one.example done 1", "letter there.example done 1",
            ])
        #expect(try both.pod.sent().map(\.summary) == ["one.example bob: status_message by alice"])
        #expect(both.channel.letters == ["\(gus) status_message"])
    }

    @Test func aPayloadStaysAsLongAsOneChannelHasNotSettled() async throws {
        let both = try await TwoChannels(guests: gus)
        both.pod.network.deliveries(to: "one.example", .status(400))
        let guid = try both.pod.publishLimited("For few")
        try await both.run()
        #expect(
            try both.ledger(guid) == [
                "federation one.example open 1", "letter there.example done 1",
            ])
        #expect(try both.payloadCount() == 1)

        both.pod.network.deliveries(to: "one.example", nil)
        both.pod.clock.advance(400)
        try await both.run()

        #expect(try both.ledger(guid).first == "federation one.example done 2")
        #expect(try both.payloadCount() == 0)
        #expect(both.channel.letters.count == 1)
    }

    @Test func aPayloadForOneChannelAloneGoesWithIt() async throws {
        let both = try await TwoChannels(guests: gus)
        try both.pod.composer.removeContact(RemotePerson.bob().id, of: both.pod.alice)
        try await both.run()
        both.pod.network.forget()
        let guid = try both.pod.publishLimited("For guests")
        try await both.run()

        #expect(try both.ledger(guid) == ["letter there.example done 1"])
        #expect(try both.payloadCount() == 0)
        #expect(both.pod.network.arrivals.isEmpty)
    }

    @Test func eachDeliveryIsLeasedByItsOwnChannelAlone() async throws {
        let both = try await TwoChannels(guests: gus)
        let guid = try both.pod.publishLimited("For few")
        _ = try both.letters.plan()
        _ = try both.pod.dispatcher.plan()

        try await both.pod.dispatcher.run()
        #expect(
            try both.ledger(guid) == [
                "federation one.example done 1", "letter there.example open 0",
            ])
        let leased = try both.pod.database.write { transaction in
            try transaction.leaseDeliveries(
                host: "there.example", limit: 9, at: both.pod.clock.now, by: both.pod.presence.id)
        }
        #expect(leased == [])

        try await both.letters.run()
        #expect(try both.ledger(guid).last == "letter there.example done 1")
    }

    @Test func aChannelPlansNothingThatWasWrittenBeforeIt() async throws {
        let pod = try FederatedPod()
        try await pod.share(pod.alice, with: .bob())
        let guid = try pod.publishLimited("For few")
        let letters = pod.dispatcher(of: LetterChannel())

        try await letters.run()
        #expect(try pod.rows("SELECT name FROM channel") == ["federation", "letter"])
        try await pod.send()

        #expect(try pod.ledger(guid).count == 1)
        #expect(try pod.rows("SELECT id FROM payload") == [])
    }

    @Test func aChannelHearsOfOutcomesOnceTheyAreStored() async throws {
        let both = try await TwoChannels(guests: gus)
        _ = try both.pod.publishLimited("For few")
        try both.pod.damage(
            """
            CREATE TRIGGER refusal BEFORE UPDATE ON delivery WHEN new.state = 'done'
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """)
        await #expect(throws: StoreError.self) { try await both.letters.run() }
        #expect(both.channel.letters.count == 1 && both.channel.settled == [])

        try both.pod.damage("DROP TRIGGER refusal")
        try await both.letters.run()

        #expect(both.channel.letters.count == 1)
        #expect(both.channel.settled == ["there.example ok"])
    }

    // MARK: - Order

    @Test func theOrderWithinAKeyIsThatOfOneChannel() async throws {
        let both = try await TwoChannels(guests: gus)
        both.channel.fail(gus, .refused(reason: "no"))
        let guid = try both.pod.publishLimited("For few")
        let comment = try both.pod.composer.comment(
            on: guid, text: "More", as: both.pod.alice, with: both.pod.keys)
        try await both.run()

        // To Bob both have gone; the letter of the comment waits for that of the post.
        #expect(
            try both.ledger(comment) == [
                "federation one.example done 1", "letter there.example open 0",
            ])
        #expect(both.channel.tries(gus) == 1)
        both.channel.fail(gus, nil)
        both.pod.clock.advance(60)
        try await both.run()

        #expect(both.channel.letters == ["\(gus) status_message", "\(gus) comment"])
    }

    @Test func whatFollowsAPostThatOneChannelGaveUpGoesThereAlone() async throws {
        let both = try await TwoChannels(guests: gus)
        both.channel.fail(gus, .rejected(reason: "never"))
        both.pod.network.deliveries(to: "one.example", .status(400))
        let guid = try both.pod.publishLimited("For few")
        let comment = try both.pod.composer.comment(
            on: guid, text: "More", as: both.pod.alice, with: both.pod.keys)
        try await both.run()

        #expect(
            try both.ledger(comment) == [
                "federation one.example open 0", "letter there.example abandoned 0",
            ])
    }

    // MARK: - Hosts that are dead

    @Test func aDeadDestinationHoldsUpNeitherFederationNorOthersOfItsChannel() async throws {
        let both = try await TwoChannels(guests: gus, gina)
        both.channel.fail("dead.example", .unreachable(status: "closed", reason: "nobody opens"))
        let first = try both.pod.publishLimited("First")
        let second = try both.pod.publishLimited("Second")
        try await both.run()

        #expect(both.channel.letters == Array(repeating: "\(gus) status_message", count: 2))
        #expect(both.pod.network.arrivals.count == 2)
        for guid in [first, second] {
            #expect(
                try both.ledger(guid) == [
                    "federation one.example done 1", "letter dead.example open 0",
                    "letter there.example done 1",
                ])
        }
        #expect(try both.breakers() == ["letter dead.example 1"])
        // Both letters were in flight when the host failed, and count as one failure.
        #expect(both.channel.noted.filter { $0 == "dead.example failed" }.count == 1)
        let tries = both.channel.tries(gina)
        _ = try both.pod.publishLimited("Third")
        try await both.run()
        #expect(both.channel.tries(gina) == tries)

        both.channel.fail("dead.example", nil)
        both.pod.clock.advance(60)
        try await both.run()
        #expect(try both.breakers() == [])
        #expect(both.channel.letters.filter { $0.hasPrefix(gina) }.count == 3)
    }

    @Test func channelsKnowTheSameHostApart() async throws {
        let guest = "guest@one.example"
        let both = try await TwoChannels(guests: guest)
        both.pod.network.deliveries(to: "one.example", .failure(.timedOut))
        let guid = try both.pod.publishLimited("For few")
        try await both.run()
        #expect(
            try both.ledger(guid) == [
                "federation one.example open 0", "letter one.example done 1",
            ])
        #expect(try both.breakers() == ["federation one.example 1"])

        both.pod.network.deliveries(to: "one.example", nil)
        both.channel.fail("one.example", .unreachable(status: "closed", reason: "nobody opens"))
        both.pod.clock.advance(400)
        let other = try both.pod.publishLimited("For few again")
        try await both.run()

        #expect(
            try both.ledger(other) == [
                "federation one.example done 1", "letter one.example open 0",
            ])
        #expect(try both.breakers() == ["letter one.example 1"])
        #expect(try both.pod.remotePod()?.failureCount == 0)
        #expect(try both.pod.remotePod()?.status == .noErrors)
    }

    // MARK: - Backoff and giving up

    @Test(arguments: [nil, 900, 1e9] as [Double?])
    func aChannelBacksOffByItsOwnScheduleOrAsTheHostSays(after: Double?) async throws {
        let both = try await TwoChannels(guests: gus)
        both.channel.fail(gus, .refused(reason: "later", after: after))
        both.pod.network.deliveries(to: "one.example", .status(400))
        let guid = try both.pod.publishLimited("For few")
        try await both.run()

        let letter = try both.letter(guid)
        #expect(letter.attempts == 1 && letter.reason == "later")
        let wait = letter.notBefore.timeIntervalSince(both.pod.clock.now)
        #expect(wait == min(after ?? 60, 86_400))
        let message = try both.pod.first(guid)
        #expect(message.notBefore.timeIntervalSince(both.pod.clock.now) >= 256)
    }

    @Test func aChannelGivesUpAfterItsOwnTime() async throws {
        let both = try await TwoChannels(guests: gus)
        both.channel.fail(gus, .refused(reason: "later"))
        both.pod.network.deliveries(to: "one.example", .status(400))
        let guid = try both.pod.publishLimited("For few")
        try await both.run()
        both.pod.clock.advance(3 * 86_400)
        try await both.run()

        let letter = try both.letter(guid)
        #expect(letter.state == .abandoned && letter.reason == "tried for 3 days: later")
        #expect(try both.pod.first(guid).state == .open)
    }

    @Test func whatWasNeverTriedIsGivenUpByItsOwnChannel() async throws {
        let both = try await TwoChannels(guests: gus)
        let guid = try both.pod.publishLimited("For few")
        _ = try both.letters.plan()
        _ = try both.pod.dispatcher.plan()
        both.pod.clock.advance(4 * 86_400)

        #expect(try both.letters.forgetOldDeliveries())
        #expect(try !both.letters.forgetOldDeliveries())
        #expect(try both.pod.dispatcher.forgetOldDeliveries())

        #expect(try both.letter(guid).reason == "nobody opened for 3 days")
        #expect(try both.pod.first(guid).state == .open)
    }

    // MARK: - Both in one process

    @Test func theWorkerRunsBothAndOneThatFailsHoldsUpNoOther() async throws {
        let both = try await TwoChannels(guests: gus)
        both.channel.failPlanning(.constraint("planned to fail"))
        let worker = both.pod.deliveryWorker(of: [both.letters, both.pod.dispatcher])
        let guid = try both.pod.publishLimited("For few")
        let task = Task { try await worker.run() }
        while both.pod.network.arrivals.isEmpty { await Task.yield() }
        #expect(both.channel.letters == [])

        both.channel.failPlanning(nil)
        while both.channel.letters.isEmpty { await Task.yield() }
        task.cancel()
        try await task.value

        #expect(
            try both.ledger(guid) == [
                "federation one.example done 1", "letter there.example done 1",
            ])
        #expect(try both.pod.rows("SELECT * FROM deliveryLease") == [])
    }
}
