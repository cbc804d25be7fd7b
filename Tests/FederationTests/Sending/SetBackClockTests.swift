import Diaspora
import Foundation
import Store
import Testing
import Transport
import Workers

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// Waits that began while the clock was ahead by days.
@Suite struct SetBackClockTests {
    private static let days = 10 * 86_400.0
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.share(pod.alice, with: bob)
        try await pod.hear(bob, sharesWith: pod.alice)
        while try await check.runDue() > 0 {}
        pod.clock.advance(Self.days)
    }

    private var check: PodCheck {
        PodCheck(database: pod.database, client: pod.client, clock: pod.clock.pod)
    }

    /// Sets the clock back while a worker looks at it now and then, or before one starts.
    private func setBack(isWorking: Bool) throws {
        let waits = pod.waits()
        if isWorking { #expect(try waits.runIfSetBack()) }
        pod.clock.advance(-Self.days)
        #expect(try waits.runIfSetBack())
        #expect(try !waits.runIfSetBack())
    }

    @Test(arguments: [true, false])
    func aMessageIsTriedAgainWithinADay(isWorking: Bool) async throws {
        let guid = try pod.publishLimited("For few")
        pod.network.deliveries(to: "one.example", .status(400))
        try await pod.send()
        pod.network.deliveries(to: "one.example", nil)

        try setBack(isWorking: isWorking)
        pod.clock.advance(86_400)
        try await pod.send()

        #expect(try pod.first(guid).state == .done)
    }

    @Test func aPodThatWasNotReachedIsAskedAgainWithinADay() async throws {
        let guid = try pod.publish("For all")
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        try await pod.send()
        pod.network.deliveries(to: "one.example", nil)

        try setBack(isWorking: true)
        pod.clock.advance(86_400)
        try await pod.send()

        #expect(try pod.first(guid).state == .done)
    }

    @Test func aPodIsCheckedWithinADay() async throws {
        #expect(try await check.runDue() > 0)

        try setBack(isWorking: true)
        pod.clock.advance(86_400)

        #expect(try await check.runDue() > 0)
    }

    @Test func whatCameInIsTriedAgainWithinADay() async throws {
        let post = pod.post("Words", by: bob)
        let comment = try pod.comment("First", on: post.guid, by: bob)
        try await pod.receive(.comment(comment), from: bob)
        #expect(try pod.waiting().count == 1)

        try setBack(isWorking: true)
        pod.clock.advance(86_400)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.work()

        #expect(try pod.waiting() == [])
        #expect(try pod.rows("SELECT text FROM comment") == ["First"])
    }

    @Test func whatCouldNotBeSignedIsLookedAtWithinMinutes() async throws {
        let zoe = pod.zoe.person.id
        let key = try #require(try pod.database.read { try $0.privateKey(personID: zoe) })
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.zoe)
        try pod.damage("UPDATE personKey SET privateKey = 'x' WHERE personID = \(zoe)")
        let guid = try pod.publish("For all", as: pod.zoe)
        let limited = try pod.publishLimited("For few", as: pod.zoe)
        try await pod.send()
        #expect(try pod.first(guid).state == .open && pod.first(limited).state == .open)
        try pod.database.write { try $0.setPrivateKey(key, personID: zoe) }

        try setBack(isWorking: true)
        pod.clock.advance(300)
        try await pod.send()

        #expect(try pod.first(guid).state == .done && pod.first(limited).state == .done)
    }

    @Test func aClockThatGoesOnEndsNoWait() async throws {
        pod.network.deliveries(to: "one.example", .status(400))
        let guid = try pod.publishLimited("For few")
        try await pod.send()
        let waits = pod.waits()
        for _ in 0..<3 {
            _ = try waits.runIfSetBack()
            pod.clock.advance(10)
        }
        #expect(try !waits.runIfSetBack())

        #expect(try pod.first(guid).notBefore > pod.clock.now)
    }

    @Test func aPersonWhoWasNotFoundIsAskedForAgain() async throws {
        let carol = try RemotePerson.carol()
        await #expect(throws: DirectoryError.self) { try await pod.directory.person(carol.id) }
        pod.network.add(carol)
        pod.clock.advance(-Self.days)

        #expect(try await pod.directory.person(carol.id).guid == carol.guid)
    }
}
