import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Reshares by people of other pods.
@Suite struct ReceivedReshareTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let frank: RemotePerson
    private let eve: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, frank, eve) = (try .bob(), try .frank(), try .eve())
        try await pod.share(pod.alice, with: bob)
        pod.network.add(frank, eve)
    }

    private func reshare(
        _ guid: GUID?, of author: RemotePerson, by person: RemotePerson
    ) -> Entities.Reshare {
        Entities.Reshare(
            author: person.id, guid: pod.newGUID(), createdAt: pod.clock.now,
            root: guid.map { .init(author: author.id, guid: $0) })
    }

    @Test func point8AReshareWithAnUnknownRootFetchesIt() async throws {
        let root = pod.post("Words of Frank", by: frank)
        pod.network.answer(
            "https://three.example/fetch/post/\(root.guid)",
            .document(try frank.envelope(.statusMessage(root))))
        let reshare = reshare(root.guid, of: frank, by: bob)

        try await pod.receive(.reshare(reshare), from: bob)

        #expect(try pod.post(root.guid)?.text == "Words of Frank")
        #expect(try pod.post(reshare.guid)?.rootGUID == root.guid)
    }

    @Test func point8ARootThatCannotBeGotNowIsAskedForAgain() async throws {
        let root = pod.post("Words of Frank", by: frank)
        let url = "https://three.example/fetch/post/\(root.guid)"
        pod.network.answer(url, .status(503))
        let reshare = reshare(root.guid, of: frank, by: bob)
        try await pod.receive(.reshare(reshare), from: bob)
        #expect(try pod.post(reshare.guid) == nil && pod.waiting().count == 1)

        pod.network.answer(url, .document(try frank.envelope(.statusMessage(root))))
        pod.clock.advance(10)
        try await pod.work()

        #expect(try pod.post(reshare.guid) != nil && pod.post(root.guid) != nil)
    }

    @Test func point8AReshareWithAWrongRootAuthorIsRefused() async throws {
        let root = pod.post("Words of Frank", by: frank)
        pod.network.answer(
            "https://evil.example/fetch/post/\(root.guid)",
            .document(try frank.envelope(.statusMessage(root))))
        let reshare = reshare(root.guid, of: eve, by: bob)

        try await pod.receive(.reshare(reshare), from: bob)

        #expect(try pod.post(reshare.guid) == nil)
        #expect(try pod.heldReasons() == ["the reshared post is by somebody else"])
    }

    @Test func point8AReshareWithoutARootIsAccepted() async throws {
        let reshare = reshare(nil, of: frank, by: bob)

        try await pod.receive(.reshare(reshare), from: bob)

        #expect(try pod.post(reshare.guid)?.kind == .reshare)
        #expect(try pod.post(reshare.guid)?.rootGUID == nil)
    }

    @Test func aReshareOfALimitedPostIsRefused() async throws {
        let guid = try pod.publishLimited("For few")
        let reshare = Entities.Reshare(
            author: bob.id, guid: pod.newGUID(), createdAt: nil,
            root: .init(author: pod.alice.person.diasporaID, guid: guid))

        try await pod.receive(.reshare(reshare), from: bob)

        #expect(try pod.post(reshare.guid) == nil)
        #expect(try pod.heldReasons() == ["the reshared post is not public"])
    }

    @Test func aStrangersReshareOfAPostOfOursIsKeptOnceAndTheySubscribe() async throws {
        let guid = try pod.publish("Words")
        let root = Entities.Reshare.Root(author: pod.alice.person.diasporaID, guid: guid)
        for _ in 0..<2 {
            let reshare = Entities.Reshare(
                author: frank.id, guid: pod.newGUID(), createdAt: pod.clock.now, root: root)
            try await pod.receive(.reshare(reshare), from: frank)
        }

        #expect(try pod.rows("SELECT COUNT(*) FROM post WHERE kind = 'reshare'") == ["1"])
        #expect(try pod.subscribers(guid) == ["bob", "frank"])
    }

    @Test func whatIsTakenBackLeavesItsResharesWithoutIt() async throws {
        let root = pod.post("Words of Bob", by: bob)
        try await pod.receive(.statusMessage(root), from: bob)
        let guid = try pod.composer.reshare(root.guid, as: pod.alice)

        try await pod.receive(pod.retraction(root.guid, by: bob), from: bob)

        #expect(try pod.post(guid)?.rootGUID == nil)
        #expect(try pod.post(root.guid) == nil)
    }

    @Test func attack25AReshareBySomebodyWhomTheAuthorIgnoresIsNotShown() async throws {
        try await pod.know(eve)
        try pod.composer.ignore(eve.id, of: pod.alice)
        let guid = try pod.publish("Words")
        let reshare = Entities.Reshare(
            author: eve.id, guid: pod.newGUID(), createdAt: pod.clock.now,
            root: .init(author: pod.alice.person.diasporaID, guid: guid))

        try await pod.receive(.reshare(reshare), from: eve)

        #expect(try pod.post(reshare.guid) == nil)
        #expect(try pod.subscribers(guid) == ["bob"])
    }

    @Test func attack25APostOfSomebodyIgnoredIsNotShownThroughAReshare() async throws {
        try await pod.know(eve)
        try pod.composer.ignore(eve.id, of: pod.alice)
        let root = pod.post("Words of Eve", by: eve)
        pod.network.answer(
            "https://evil.example/fetch/post/\(root.guid)",
            .document(try eve.envelope(.statusMessage(root))))
        let reshare = reshare(root.guid, of: eve, by: bob)

        try await pod.receive(.reshare(reshare), from: bob)

        let stream = try pod.database.read { database in
            try database.stream(
                userID: pod.alice.user.id, personID: pod.alice.person.id, limit: 10)
        }
        #expect(stream.map(\.guid) == [])
    }

    @Test func attack25ACommentBySomebodyIgnoredIsTakenBackAndNotPassedOn() async throws {
        try await pod.know(eve)
        try pod.composer.ignore(eve.id, of: pod.alice)
        let guid = try pod.publish("Words")
        _ = try await pod.sending()
        let comment = try pod.comment("Spite", on: guid, by: eve)

        try await pod.receive(.comment(comment), from: eve)
        try await pod.receive(.like(pod.like(guid, by: eve)), from: eve)

        #expect(try pod.comment(comment.guid) == nil)
        #expect(try pod.rows("SELECT * FROM liking") == [])
        let lines = try await pod.sending()
        #expect(
            lines == [
                "evil.example eve: retraction by alice", "evil.example eve: retraction by alice",
            ])
    }

    @Test func whoSomebodyIgnoresMayAnswerThePostsOfOthers() async throws {
        try await pod.know(eve)
        try pod.composer.ignore(eve.id, of: pod.alice)
        let post = pod.post("Words of Bob", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let comment = try pod.comment("Well", on: post.guid, by: eve)
        _ = try await pod.sending()

        // Bob's pod passes it on, and it is Bob's to judge (protocol, 2.17).
        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid)?.text == "Well")
        #expect(try await pod.sending() == [])
    }
}
