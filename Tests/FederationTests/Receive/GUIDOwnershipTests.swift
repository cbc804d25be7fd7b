import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// A GUID that somebody uses who did not draw it: Eve knows the ones of what Bob writes.
@Suite struct GUIDOwnershipTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let eve: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, eve) = (try .bob(), try .carol(), try .eve())
        try await pod.share(pod.alice, with: bob, carol, eve)
    }

    // MARK: - Used and retracted

    @Test func attack66AGUIDUsedAndRetractedBySomebodyElseLeavesThePostAlone() async throws {
        let post = pod.post("By Bob", by: bob)
        try await pod.receive(
            .statusMessage(pod.post("By Eve", by: eve, guid: post.guid)), from: eve)
        try await pod.receive(pod.retraction(post.guid, by: eve), from: eve)
        try #require(try pod.post(post.guid) == nil)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid)?.text == "By Bob")
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func attack66ItIsFetchedForItsAnswersToo() async throws {
        let post = pod.post("By Bob", by: bob)
        try await pod.receive(
            .statusMessage(pod.post("By Eve", by: eve, guid: post.guid)), from: eve)
        try await pod.receive(pod.retraction(post.guid, by: eve), from: eve)
        let comment = try pod.comment("More", on: post.guid, by: bob)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try bob.envelope(.statusMessage(post))))

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.post(post.guid)?.text == "By Bob" && pod.comment(comment.guid) != nil)
    }

    @Test func attack66AnAnswersGUIDUsedAndRetractedLeavesTheAnswerAlone() async throws {
        let ours = try pod.publish("Ours")
        let comment = try pod.comment("By Bob", on: ours, by: bob)
        let used = try Entities.Comment(
            author: eve.id, guid: comment.guid, parentGUID: ours, text: "By Eve",
            createdAt: pod.clock.now
        ).signed(by: eve.key)
        try await pod.receive(.comment(used), from: eve)
        try await pod.receive(pod.retraction(comment.guid, "Comment", by: eve), from: eve)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid)?.text == "By Bob")
        #expect(try pod.heldReasons() == [])
    }

    @Test func attack66ATombstoneOfAStrangersKeepsNoLikeFromItsComment() async throws {
        let ours = try pod.publish("Ours")
        let frank = try RemotePerson.frank()
        try await pod.know(frank)
        let comment = try pod.comment("By Bob", on: ours, by: bob)
        let used = try Entities.Comment(
            author: frank.id, guid: comment.guid, parentGUID: ours, text: "By Frank",
            createdAt: pod.clock.now
        ).signed(by: frank.key)
        try await pod.receive(.comment(used), from: frank)
        try await pod.receive(pod.retraction(comment.guid, "Comment", by: frank), from: frank)
        let like = try Entities.Like(
            author: carol.id, guid: pod.newGUID(), parentGUID: comment.guid, parentType: .comment
        ).signed(by: carol.key)

        // It overtakes the comment.
        try await pod.receive(.like(like), from: carol)
        try await pod.receive(.comment(comment), from: bob)
        pod.clock.advance(86_400)
        _ = try await pod.receiver.run()

        #expect(try pod.database.read { try $0.liking(like.guid) } != nil)
    }

    @Test func attack66WhoIsIgnoredTakesNoGUID() async throws {
        let ours = try pod.publish("Ours")
        try pod.composer.ignore(eve.id, of: pod.alice)
        let comment = try pod.comment("By Bob", on: ours, by: bob)
        let used = try Entities.Comment(
            author: eve.id, guid: comment.guid, parentGUID: ours, text: "By Eve",
            createdAt: pod.clock.now
        ).signed(by: eve.key)
        try await pod.receive(.comment(used), from: eve)
        try #require(try pod.comment(comment.guid) == nil)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid)?.text == "By Bob")
    }

    @Test func attack66ALinkToAnotherAuthorsPostIsFollowed() async throws {
        let frank = try RemotePerson.frank()
        pod.network.add(frank)
        let linked = pod.post("By Frank", by: frank)
        pod.network.answer(
            "https://three.example/fetch/post/\(linked.guid)",
            .document(try frank.envelope(.statusMessage(linked))))
        let text = "diaspora://\(eve.id)/post/\(linked.guid)"
        try await pod.receive(.statusMessage(pod.post(text, by: eve)), from: eve)
        try await pod.receive(
            .statusMessage(pod.post("diaspora://\(frank.id)/post/\(linked.guid)", by: bob)),
            from: bob)

        _ = try await Backfill(receiver: pod.receiver, client: pod.client).followLinks()

        #expect(try pod.post(linked.guid)?.text == "By Frank")
    }

    // MARK: - Used for something else

    @Test func attack18AGUIDIsTakenWithinItsKindAlone() async throws {
        let ours = try pod.publish("Ours")
        let post = pod.post("By Bob", by: bob)
        let comment = try Entities.Comment(
            author: eve.id, guid: post.guid, parentGUID: ours, text: "By Eve",
            createdAt: pod.clock.now
        ).signed(by: eve.key)
        let like = try Entities.Like(
            author: carol.id, guid: post.guid, parentGUID: ours, parentType: .post
        ).signed(by: carol.key)
        try await pod.receive(.comment(comment), from: eve)
        try await pod.receive(.like(like), from: carol)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid)?.text == "By Bob")
        #expect(try pod.comment(post.guid)?.text == "By Eve")
        #expect(try pod.database.read { try $0.liking(post.guid) } != nil)
        #expect(try pod.heldReasons() == [])
    }

    @Test func attack66WhatIsRetractedIsOfTheKindThatTheRetractionNames() async throws {
        let ours = try pod.publish("Ours")
        let post = pod.post("By Bob", by: bob)
        let comment = try Entities.Comment(
            author: eve.id, guid: post.guid, parentGUID: ours, text: "By Eve",
            createdAt: pod.clock.now
        ).signed(by: eve.key)
        try await pod.receive(.comment(comment), from: eve)
        try await pod.receive(.statusMessage(post), from: bob)

        try await pod.receive(pod.retraction(post.guid, "Comment", by: eve), from: eve)

        #expect(try pod.comment(post.guid) == nil && pod.post(post.guid) != nil)

        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    // MARK: - Used and kept

    @Test(arguments: ["post", "reshare"])
    func attack18AGUIDUsedAndKeptByAnotherAuthorIsSaidToThePodmin(kind: String) async throws {
        let post = pod.post("By Bob", by: bob)
        if kind == "post" {
            try await pod.receive(
                .statusMessage(pod.post("By Eve", by: eve, guid: post.guid)), from: eve)
        } else {
            let root = Entities.Reshare.Root(
                author: pod.alice.person.diasporaID, guid: try pod.publish("Ours"))
            try await pod.receive(
                .reshare(.init(author: eve.id, guid: post.guid, root: root)), from: eve)
        }
        let kept = try pod.post(post.guid)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try kept != nil && pod.post(post.guid) == kept)
        #expect(try pod.heldReasons() == ["\(post.guid) belongs to something else"])
    }

    @Test func attack18ItArrivesOnceTheOtherIsGoneAndThePodminTriesAgain() async throws {
        let post = pod.post("By Bob", by: bob)
        try await pod.receive(
            .statusMessage(pod.post("By Eve", by: eve, guid: post.guid)), from: eve)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: eve), from: eve)
        let held = try pod.database.read { try $0.heldInboxEntries(limit: 1) }
        try pod.database.write { try $0.retryInboxEntry(id: #require(held.first).id) }

        try await pod.work()

        #expect(try pod.post(post.guid)?.text == "By Bob")
    }

    @Test func attack18PhotosPollsAndMessagesOfOthersAreNotTakenOver() async throws {
        let photo = Entities.Photo(
            guid: pod.newGUID(), author: bob.id, isPublic: true,
            remotePhotoPath: "https://one.example/uploads/", remotePhotoName: "a.jpg")
        let poll = Entities.Poll(
            guid: pod.newGUID(), question: "Which?",
            answers: ["A", "B"].map { .init(guid: pod.newGUID(), answer: $0) })
        var post = pod.post("By Bob", by: bob)
        (post.photos, post.poll) = ([photo], poll)
        try await pod.receive(.statusMessage(post), from: bob)
        var withPhoto = pod.post("By Eve", by: eve)
        withPhoto.photos = [photo]
        withPhoto.photos[0].author = eve.id
        var withPoll = pod.post("By Eve", by: eve)
        withPoll.poll = poll

        try await pod.receive(.statusMessage(withPhoto), from: eve)
        try await pod.receive(.statusMessage(withPoll), from: eve)

        #expect(try pod.post(withPhoto.guid) == nil && pod.post(withPoll.guid) == nil)
        #expect(
            try pod.heldReasons().sorted() == [
                "the photo \(photo.guid) belongs to somebody else",
                "the poll \(poll.guid) belongs to another post",
            ])
        #expect(
            try pod.database.read { try $0.remotePhoto(photo.guid)?.authorID }
                == pod.person(bob)?.id)
    }

    // MARK: - Deleted by its author

    @Test func attack13WhatItsAuthorDeletedStaysDeletedWhoeverElseUsedTheGUID() async throws {
        let post = pod.post("By Bob", by: bob)
        try await pod.receive(
            .statusMessage(pod.post("By Eve", by: eve, guid: post.guid)), from: eve)
        try await pod.receive(pod.retraction(post.guid, by: eve), from: eve)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)

        for _ in 0..<2 { try await pod.receive(.statusMessage(post), from: bob) }
        try await pod.receive(
            .statusMessage(pod.post("By Eve", by: eve, guid: post.guid)), from: eve)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func attack13ARetractedPostDoesNotComeBackAsAReshare() async throws {
        let root = Entities.Reshare.Root(
            author: pod.alice.person.diasporaID, guid: try pod.publish("Ours"))
        let post = pod.post("By Bob", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)

        try await pod.receive(
            .reshare(.init(author: bob.id, guid: post.guid, root: root)), from: bob)

        #expect(try pod.post(post.guid) == nil)
    }

    @Test func attack13WhoMovesTakesTheirTombstonesAlong() async throws {
        let post = pod.post("By Bob", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        try pod.database.write { transaction in
            let database = transaction.reading
            try transaction.movePerson(
                id: #require(try database.person(bob.id)).id,
                to: #require(try database.person(carol.id)).id)
        }

        try await pod.receive(
            .statusMessage(pod.post("By Bob", by: carol, guid: post.guid)), from: carol)

        #expect(try pod.post(post.guid) == nil)
    }
}
