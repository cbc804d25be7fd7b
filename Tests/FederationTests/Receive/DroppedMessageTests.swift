import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// What is not kept is counted.
@Suite struct DroppedMessageTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let frank: RemotePerson

    init() throws {
        pod = try FederatedPod()
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
    }

    /// `POD REASON COUNT`; the pod is `?` for all that are not known.
    private func dropped() throws -> [String] {
        try pod.database.read { try $0.droppedMessages() }
            .map { "\($0.authority ?? "?") \($0.reason.rawValue) \($0.count)" }
    }

    @Test func whatStrangersSayIsCountedForAllUnknownPodsTogether() async throws {
        pod.network.add(bob, carol)

        try await pod.receive(.statusMessage(pod.post("One", by: bob)), from: bob)
        try await pod.receive(.statusMessage(pod.post("Two", by: carol)), from: carol)

        #expect(try dropped() == ["? stranger 2"])
        #expect(pod.network.asked == [])
    }

    @Test func whatIsOfNoConcernIsCountedForItsPod() async throws {
        try await pod.know(bob, carol)

        try await pod.receive(.statusMessage(pod.post("One", by: bob)), from: bob)
        try await pod.receive(.statusMessage(pod.post("Two", by: bob)), from: bob)
        try await pod.receive(.comment(pod.comment("No", on: pod.newGUID(), by: bob)), from: carol)

        #expect(try dropped() == ["one.example no_concern 2", "two.example no_concern 1"])
    }

    @Test func aBatchIsCountedAtOnceAndTheDateIsItsOwn() async throws {
        try await pod.know(bob)
        for number in 0..<5 {
            try await pod.inbox.accept(
                bob.envelope(.statusMessage(pod.post("\(number)", by: bob))), from: "192.0.2.1")
        }
        pod.clock.advance(60)

        #expect(try await pod.receiver.run() == 5)

        let counts = try pod.database.read { try $0.droppedMessages() }
        #expect(counts.map(\.count) == [5])
        #expect(counts.map(\.lastAt) == [FederatedPod.start + 60])
    }

    @Test func whatIsDeletedIgnoredOrNotSupportedIsCountedByItsReason() async throws {
        try await pod.share(pod.alice, with: bob)
        try await pod.know(carol)
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        // Said again, a retraction has had its effect.
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        // An answer to what is gone.
        try await pod.receive(.comment(pod.comment("Late", on: post.guid, by: carol)), from: bob)
        try pod.composer.ignore(carol.id, of: pod.alice)
        let ours = try pod.publish("Ours")
        try await pod.receive(.comment(pod.comment("Hear", on: ours, by: carol)), from: carol)
        try await pod.receive(.like(pod.like(ours, by: carol)), from: carol)
        try await pod.receive(
            .event(
                Entities.Event(
                    author: bob.id, guid: pod.newGUID(), summary: "Fair", start: pod.clock.now)),
            from: bob)

        #expect(
            try dropped() == [
                "one.example deleted 2", "one.example unsupported 1", "two.example ignored 2",
            ])
    }

    @Test func whoAnswersWhatItsAuthorHereDeletedMeanwhileIsNotHeld() async throws {
        try await pod.share(pod.alice, with: bob)
        let ours = try pod.publish("Ours")
        let limited = try pod.publishLimited("Ours, for few")
        try pod.composer.delete(ours, as: pod.alice)
        try pod.composer.delete(limited, as: pod.alice)

        try await pod.receive(.comment(pod.comment("Late", on: ours, by: bob)), from: bob)
        try await pod.receive(.like(pod.like(ours, by: bob)), from: bob)
        try await pod.receive(
            .comment(pod.comment("Late", on: limited, by: bob)), from: bob, for: pod.alice)

        #expect(try dropped() == ["one.example deleted 3"])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
        #expect(pod.network.asked.filter { $0.contains("/fetch/") } == [])
    }

    @Test func whoTakesPartInWhatWasDeletedMeanwhileIsNotHeld() async throws {
        try await pod.know(bob)
        let ours = try pod.publish("Ours")
        try pod.composer.delete(ours, as: pod.alice)

        try await pod.receive(
            .participation(
                Entities.Participation(author: bob.id, guid: pod.newGUID(), parentGUID: ours)),
            from: bob, for: pod.alice)

        #expect(try dropped() == ["one.example deleted 1"])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func whatIsKeptOrCameBeforeIsNotCounted() async throws {
        try await pod.share(pod.alice, with: bob)
        let post = pod.post("Words", by: bob)

        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try dropped() == [])
    }

    @Test func theCountIsOfTheTransactionThatTakesTheMessageFromTheInbox() async throws {
        try await pod.know(bob)
        try pod.damage(
            """
            CREATE TRIGGER kept BEFORE INSERT ON droppedMessage
            BEGIN SELECT RAISE(ABORT, 'it stays'); END
            """)

        try await pod.receive(.statusMessage(pod.post("Words", by: bob)), from: bob)
        #expect(try pod.waiting().count == 1)

        try pod.damage("DROP TRIGGER kept")
        pod.clock.advance(60)
        try await pod.work()
        #expect(try pod.waiting() == [])
        #expect(try dropped() == ["one.example no_concern 1"])
    }

    @Test func aPodThatBecomesKnownIsCountedByItsNameFromThenOn() async throws {
        try await pod.receive(.statusMessage(pod.post("One", by: bob)), from: bob)
        try await pod.know(bob)

        try await pod.receive(.statusMessage(pod.post("Two", by: bob)), from: bob)

        #expect(try dropped() == ["? stranger 1", "one.example no_concern 1"])
    }
}
