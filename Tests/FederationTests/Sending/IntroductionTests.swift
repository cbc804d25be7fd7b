import Diaspora
import Foundation
import Store
import Testing
import Transport

@testable import Composing
@testable import Outbox
@testable import PodFixtures
@testable import Theming

/// What the first contact to a pod holds back: its workers look its sender up at once, and collide.
@Suite struct IntroductionTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let dave: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, dave) = (try .bob(), try .carol(), try .dave())
        try await pod.know(bob, carol, dave)
    }

    private func add(_ person: RemotePerson, by author: Author? = nil) throws {
        try pod.composer.addContact(person.id, to: "Friends", of: author ?? pod.alice)
    }

    @Test func theFirstProfileGoesTenSecondsAfterItsContactWasAccepted() async throws {
        pod.network.deliveries(to: "two.example", .failure(.timedOut))
        try add(carol)
        #expect(try await pod.sending() == [])
        pod.clock.advance(1_000)
        pod.network.deliveries(to: "two.example", nil)
        #expect(try await pod.sending() == ["two.example carol: contact by alice"])

        pod.clock.advance(9)
        #expect(try await pod.sending() == [])
        pod.clock.advance(1)

        #expect(try await pod.sending() == ["two.example carol: profile by alice"])
    }

    @Test func anotherProcessWaitsAsLong() async throws {
        try add(carol)
        try await pod.send()
        pod.network.forget()
        let other = try pod.otherDispatcher()

        try await other.run()
        #expect(try pod.sent().isEmpty)
        pod.clock.advance(10)
        try await other.run()

        #expect(try pod.sent().map(\.summary) == ["two.example carol: profile by alice"])
    }

    @Test func aPublicProfileWaitsForItsContactToo() async throws {
        _ = try pod.composer.edit(
            ProfileEdit(hasPublicDetails: true), photo: nil, of: pod.alice)
        pod.network.deliveries(
            to: "two.example/receive/users/\(carol.guid)", .failure(.timedOut))
        try add(carol)

        for _ in 0..<2 {
            try await pod.send()
            pod.clock.advance(10)
        }

        #expect(try pod.sent().isEmpty)
        pod.network.deliveries(to: "two.example/receive/users/\(carol.guid)", nil)
        pod.clock.advance(1_000)
        #expect(try await pod.sending() == ["two.example carol: contact by alice"])
        pod.clock.advance(10)
        #expect(try await pod.sending() == ["two.example carol: profile by alice"])
    }

    @Test func twoContactsOfOnePodAtOnceAreOneIntroduction() async throws {
        try add(carol)
        try add(dave)

        #expect(
            try await pod.sending() == [
                "two.example carol: contact by alice", "two.example dave: contact by alice",
            ])
        pod.clock.advance(10)

        #expect(
            try await pod.sending() == [
                "two.example carol: profile by alice", "two.example dave: profile by alice",
            ])
    }

    @Test func aPodThatKnowsThePersonWaitsForNothing() async throws {
        try add(carol)
        try await pod.introduce()
        pod.network.forget()
        pod.clock.advance(10)

        try add(dave)

        #expect(
            try await pod.sending() == [
                "two.example dave: contact by alice", "two.example dave: profile by alice",
            ])
    }

    @Test func aPodWhosePeopleShareWithThePersonKnowsThem() async throws {
        try await pod.hear(dave, sharesWith: pod.alice)

        try add(carol)

        #expect(
            try await pod.sending() == [
                "two.example carol: contact by alice", "two.example carol: profile by alice",
            ])
    }

    @Test func eachPersonIsIntroduced() async throws {
        try add(carol)
        try await pod.introduce()
        pod.network.forget()

        try add(carol, by: pod.zoe)

        #expect(try await pod.sending() == ["two.example carol: contact by zoe"])
    }

    @Test func postsAndOtherPodsDoNotWait() async throws {
        try add(bob)
        try await pod.introduce()
        pod.network.forget()
        try add(carol)
        _ = try pod.publish("Words")

        #expect(
            try await pod.sending() == [
                "one.example all: status_message by alice",
                "two.example all: status_message by alice",
                "two.example carol: contact by alice",
            ])
    }
}
