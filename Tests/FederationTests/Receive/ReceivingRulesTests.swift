import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Who may send what, as far as it takes a database to know. Spec: protocol, 2.12 to 2.17 and 2.23.
@Suite struct ReceivingRulesTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let eve: RemotePerson
    private let frank: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, eve, frank) = (try .bob(), try .carol(), try .eve(), try .frank())
        try await pod.share(pod.alice, with: bob, carol)
        try await pod.know(eve, frank)
    }

    private func keptPost(by person: RemotePerson) async throws -> Entities.StatusMessage {
        let post = pod.post("Words", by: person)
        try await pod.receive(.statusMessage(post), from: person)
        try #require(try pod.post(post.guid) != nil)
        return post
    }

    // MARK: - Relayables

    @Test func point4ACommentByItsAuthorIsAcceptedWhereTheRootIsLocal() async throws {
        let guid = try pod.publish("Words")
        let comment = try pod.comment("More", on: guid, by: eve)

        try await pod.receive(.comment(comment), from: eve)

        #expect(try pod.comment(comment.guid)?.text == "More")
    }

    @Test func point4ACommentByItsAuthorIsRefusedWhereTheRootIsRemote() async throws {
        let post = try await keptPost(by: bob)
        let comment = try pod.comment("More", on: post.guid, by: eve)

        try await pod.receive(.comment(comment), from: eve)

        #expect(try pod.comment(comment.guid) == nil)
        #expect(try pod.heldReasons() == ["eve@evil.example may not send this"])
    }

    @Test func point4ACommentFromTheRootAuthorIsAccepted() async throws {
        let post = try await keptPost(by: bob)
        let comment = try pod.comment("More", on: post.guid, by: eve)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid) != nil)
    }

    @Test func point4TheRootAuthorNeedsNoSignature() async throws {
        let post = try await keptPost(by: bob)
        let comment = Entities.Comment(
            author: bob.id, guid: pod.newGUID(), parentGUID: post.guid, text: "Mine",
            createdAt: pod.clock.now)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid) != nil)
    }

    @Test func point4AnybodyElseNeedsASignature() async throws {
        let post = try await keptPost(by: bob)
        let comment = Entities.Comment(
            author: eve.id, guid: pod.newGUID(), parentGUID: post.guid, text: "Unsigned",
            createdAt: pod.clock.now)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid) == nil)
        #expect(try pod.heldReasons() == ["the author did not sign this"])
    }

    @Test func attack16ACommentPassedOnByAThirdIsRejected() async throws {
        let post = try await keptPost(by: bob)
        let comment = try pod.comment("More", on: post.guid, by: eve)

        try await pod.receive(.comment(comment), from: carol)

        #expect(try pod.comment(comment.guid) == nil)
        #expect(try pod.heldReasons() == ["carol@two.example may not send this"])
    }

    @Test func attack16ACommentThatItsAuthorDidNotSignIsRejected() async throws {
        let post = try await keptPost(by: bob)
        let comment = try Entities.Comment(
            author: eve.id, guid: pod.newGUID(), parentGUID: post.guid, text: "Put in her mouth",
            createdAt: pod.clock.now
        ).signed(by: bob.key)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid) == nil)
        #expect(try pod.heldReasons() == ["the author's signature is wrong"])
    }

    @Test func attack10AValidSignatureUnderAnotherName() async throws {
        let post = pod.post("By Bob?", by: bob)

        try await pod.receive(.statusMessage(post), from: eve)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons() == ["eve@evil.example may not send this"])
    }

    @Test func attack10AnEnvelopeSignedWithAnotherKey() async throws {
        let post = pod.post("By Bob?", by: bob)
        let forged = try MagicEnvelope(
            signing: Entity.statusMessage(post).xml, sender: bob.id, key: eve.key
        ).xml

        try await pod.receive(envelope: forged)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons().count == 1)
        #expect(pod.network.asked == [])
    }

    // MARK: - Retractions

    @Test func point5TheAuthorTakesAPostBack() async throws {
        let post = try await keptPost(by: bob)
        let comment = try pod.comment("More", on: post.guid, by: eve)
        try await pod.receive(.comment(comment), from: bob)

        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)

        #expect(try pod.post(post.guid) == nil && pod.comment(comment.guid) == nil)
    }

    @Test(arguments: ["author", "root"])
    func point5AuthorOrRootAuthorTakeACommentBack(who: String) async throws {
        let guid = try pod.publish("Words")
        let remote = try await keptPost(by: bob)
        let comments = [
            try pod.comment("One", on: guid, by: carol),
            try pod.comment("Two", on: remote.guid, by: carol),
        ]
        try await pod.receive(.comment(comments[0]), from: carol)
        try await pod.receive(.comment(comments[1]), from: bob)

        if who == "author" {
            try await pod.receive(
                pod.retraction(comments[0].guid, "Comment", by: carol), from: carol)
            #expect(try pod.comment(comments[0].guid) == nil)
        } else {
            try await pod.receive(
                pod.retraction(comments[1].guid, "Comment", by: carol), from: bob)
            #expect(try pod.comment(comments[1].guid) == nil)
        }
        #expect(try pod.heldReasons() == [])
    }

    @Test func point5AStrangerTakesNothingBack() async throws {
        let post = try await keptPost(by: bob)
        let comment = try pod.comment("More", on: post.guid, by: carol)
        try await pod.receive(.comment(comment), from: bob)

        try await pod.receive(pod.retraction(post.guid, by: eve), from: eve)
        try await pod.receive(pod.retraction(comment.guid, "Comment", by: eve), from: eve)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: eve)

        #expect(try pod.post(post.guid) != nil && pod.comment(comment.guid) != nil)
        #expect(try pod.heldReasons().count == 3)
    }

    @Test func point5ARetractionThatOvertakesItsTargetIsTriedAgain() async throws {
        let post = pod.post("Words", by: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        #expect(try pod.waiting().count == 1)
        try await pod.receive(.statusMessage(post), from: bob)
        #expect(try pod.post(post.guid) != nil)

        pod.clock.advance(10)
        try await pod.work()

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test(arguments: ["Like", "PollParticipation", "Photo"])
    func point5EverythingElseIsTakenBackByItsAuthor(type: String) async throws {
        var post = pod.post("Words", by: bob)
        let photo = Entities.Photo(
            guid: pod.newGUID(), author: bob.id, isPublic: true,
            remotePhotoPath: "https://one.example/uploads/", remotePhotoName: "a.jpg")
        let poll = Entities.Poll(
            guid: pod.newGUID(), question: "Which?",
            answers: ["A", "B"].map { .init(guid: pod.newGUID(), answer: $0) })
        (post.photos, post.poll) = ([photo], poll)
        try await pod.receive(.statusMessage(post), from: bob)
        let like = try pod.like(post.guid, by: carol)
        let vote = try Entities.PollParticipation(
            author: carol.id, guid: pod.newGUID(), parentGUID: poll.guid,
            pollAnswerGUID: poll.answers[1].guid
        ).signed(by: carol.key)
        try await pod.receive(.like(like), from: bob)
        try await pod.receive(.pollParticipation(vote), from: bob)
        let guids = ["Like": like.guid, "PollParticipation": vote.guid, "Photo": photo.guid]
        let guid = try #require(guids[type])
        let kind = try #require(GUIDKind(retracted: type))
        #expect(try pod.database.read { try $0.owner(of: guid, kind) } != nil)

        try await pod.receive(pod.retraction(guid, type, by: eve), from: eve)
        #expect(try pod.database.read { try $0.owner(of: guid, kind) } != nil)
        try await pod.receive(pod.retraction(guid, type, by: bob), from: bob)

        #expect(try pod.database.read { try $0.owner(of: guid, kind) } == nil)
        #expect(try pod.database.read { try $0.isDeleted(guid, kind) })
        #expect(
            try pod.database.read { try $0.poll(poll.guid)?.answers.map(\.voteCount) }
                == [0, type == "PollParticipation" ? 0 : 1])
    }

    @Test func attack17SomebodyOfTheSamePodTakesNothingBackAndChangesNothing() async throws {
        let dave = try RemotePerson.dave()
        try await pod.know(dave)
        let post = try await keptPost(by: carol)
        var edited = pod.post("Other words", by: dave, guid: post.guid)
        edited.editedAt = pod.clock.now

        try await pod.receive(pod.retraction(post.guid, by: dave), from: dave)
        try await pod.receive(.statusMessage(edited), from: dave)
        edited.author = carol.id
        try await pod.receive(.statusMessage(edited), from: dave)

        #expect(try pod.post(post.guid)?.text == "Words")
        #expect(try pod.heldReasons().count == 3)
    }

    @Test func attack13WhatWasTakenBackStaysAway() async throws {
        let post = try await keptPost(by: bob)
        let comment = try pod.comment("More", on: post.guid, by: carol)
        try await pod.receive(.comment(comment), from: bob)
        try await pod.receive(pod.retraction(comment.guid, "Comment", by: bob), from: bob)
        try await pod.receive(.comment(comment), from: bob)
        #expect(try pod.comment(comment.guid) == nil)

        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    // MARK: - Routes

    @Test func point6ALimitedPostOnThePublicRouteIsRefused() async throws {
        let post = pod.post("For few", by: bob, isPublic: false)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons() == ["this is not public, but came on the public way"])
    }

    @Test func point6AProfileWithoutDetailsMayComeOnThePublicRoute() async throws {
        let plain = Entities.Profile(author: bob.id, firstName: "Robert")
        let detailed = Entities.Profile(author: bob.id, firstName: "Rob", bio: "Secret")

        try await pod.receive(.profile(plain), from: bob)
        try await pod.receive(.profile(detailed), from: bob)

        let profile = try pod.database.read { database in
            try database.person(bob.id).flatMap { try database.profile(personID: $0.id) }
        }
        #expect(profile?.firstName == "Robert" && profile?.bio == "")
        #expect(try pod.heldReasons().count == 1)
    }

    @Test func attack15WhatIsForOnePersonDoesNotComeOnThePublicRoute() async throws {
        let limited = try pod.publishLimited("For few")
        let conversation = Entities.Conversation(
            author: bob.id, guid: pod.newGUID(), subject: "S", createdAt: pod.clock.now,
            participants: [bob.id, pod.alice.person.diasporaID], messages: [])

        try await pod.receive(
            .contact(
                Entities.Contact(author: bob.id, recipient: pod.zoe.person.diasporaID)), from: bob)
        try await pod.receive(.conversation(conversation), from: bob)
        try await pod.receive(.comment(pod.comment("Seen", on: limited, by: bob)), from: bob)

        #expect(try pod.contact(pod.zoe, bob) == nil)
        #expect(try pod.database.read { try $0.conversation(conversation.guid) } == nil)
        #expect(try pod.rows("SELECT * FROM comment") == [])
        #expect(try pod.heldReasons().count == 3)
    }

    @Test func attack19AConversationOfManyMakesThisPodAskForFew() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let many = try (0..<100).map { try #require(DiasporaID("x@h\($0).example")) }
        let conversation = Entities.Conversation(
            author: bob.id, guid: pod.newGUID(), subject: "S", createdAt: pod.clock.now,
            participants: [bob.id, pod.alice.person.diasporaID] + many, messages: [])

        try await pod.receive(.conversation(conversation), from: bob, for: pod.alice)

        let hosts = Set(
            pod.network.asked.compactMap { $0.firstMatch(of: /h[0-9]+\.example/)?.output })
        #expect(hosts.count == 20)
    }

    @Test func attack15APublicPostInAPrivateInboxStaysPublic() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let post = pod.post("For all", by: bob)

        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)

        #expect(try pod.post(post.guid)?.isPublic == true)
    }

    @Test func point16WhatIsNotSupportedIsDropped() async throws {
        let post = try await keptPost(by: bob)
        let attending = try Entities.EventParticipation(
            author: bob.id, guid: pod.newGUID(), parentGUID: post.guid, status: .accepted
        ).signed(by: bob.key)
        pod.network.forget()

        try await pod.receive(.eventParticipation(attending), from: bob)

        #expect(pod.network.asked == [])
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test func point16AnUnknownNameIsKeptForThePodminAlone() async throws {
        try await pod.receive(
            envelope: bob.envelope(Array("<poke><author>\(bob.id)</author></poke>".utf8)))

        #expect(try pod.waiting() == [])
        #expect(try pod.heldReasons().count == 1)
    }

    @Test func aVoteForAnAnswerThatIsNotThereIsRefused() async throws {
        var content = PostContent(text: "Words")
        content.poll = PostContent.Poll(question: "Which?", answers: ["A", "B"])
        let guid = try pod.composer.publish(content, as: pod.alice, for: .everyone)
        let poll = try #require(
            try pod.database.read { database in
                try database.post(guid).flatMap { try database.poll(postID: $0.id) }
            })
        for answer in [pod.newGUID(), poll.answers[0].guid, poll.answers[1].guid] {
            let vote = try Entities.PollParticipation(
                author: bob.id, guid: pod.newGUID(), parentGUID: poll.guid, pollAnswerGUID: answer
            ).signed(by: bob.key)
            try await pod.receive(.pollParticipation(vote), from: bob)
        }

        // One vote a person: the first that counts.
        #expect(
            try pod.database.read { try $0.poll(poll.guid)?.answers.map(\.voteCount) } == [1, 0])
        #expect(try pod.heldReasons() == ["the poll has no such answer"])
    }

    // MARK: - GUIDs

    @Test func point7TheSameGUIDOfAnotherAuthorIsRefused() async throws {
        let post = try await keptPost(by: bob)

        try await pod.receive(
            .statusMessage(pod.post("Other", by: carol, guid: post.guid)), from: carol)

        #expect(try pod.post(post.guid)?.text == "Words")
        #expect(try pod.heldReasons() == ["\(post.guid) belongs to something else"])
    }

    @Test func point7TheSameGUIDOfTheSameAuthorIsNotOverwritten() async throws {
        let post = try await keptPost(by: bob)

        try await pod.receive(
            .statusMessage(pod.post("Other", by: bob, guid: post.guid)), from: bob)

        #expect(try pod.post(post.guid)?.text == "Words")
        #expect(try pod.heldReasons() == [])
    }

    @Test func attack18NobodyTakesOverWhatIsOfThisPod() async throws {
        let local = try pod.publish("Ours")

        try await pod.receive(
            .statusMessage(pod.post("Taken over", by: bob, guid: local)), from: bob)

        #expect(try pod.post(local)?.text == "Ours")
        #expect(try pod.heldReasons() == ["\(local) belongs to something else"])
    }

    // MARK: - Participations

    @Test func point9AParticipationInARemotePostIsRefused() async throws {
        let post = try await keptPost(by: bob)
        let participation = Entities.Participation(
            author: bob.id, guid: pod.newGUID(), parentGUID: post.guid)

        try await pod.receive(.participation(participation), from: bob, for: pod.alice)

        #expect(try pod.subscribers(post.guid) == [])
        #expect(try pod.heldReasons().count == 1)
    }

    @Test func point9AParticipationInAPostOfOursMakesASubscriber() async throws {
        let guid = try pod.publish("Words")
        let participation = Entities.Participation(
            author: eve.id, guid: pod.newGUID(), parentGUID: guid)

        try await pod.receive(.participation(participation), from: eve, for: pod.alice)
        try await pod.receive(.participation(participation), from: eve, for: pod.alice)
        _ = try await pod.sending()
        _ = try pod.composer.comment(on: guid, text: "More", as: pod.alice, with: pod.keys)

        #expect(try pod.subscribers(guid) == ["bob", "carol", "eve"])
        #expect(try await pod.sending().contains("evil.example all: comment by alice"))
    }

    @Test func nobodyTakesPartInALimitedPostByAsking() async throws {
        let guid = try pod.publishLimited("For few")
        let participation = Entities.Participation(
            author: eve.id, guid: pod.newGUID(), parentGUID: guid)

        try await pod.receive(.participation(participation), from: eve, for: pod.alice)

        #expect(try pod.recipients(guid) == ["bob", "carol"])
        #expect(try pod.subscribers(guid) == [])
    }
}
