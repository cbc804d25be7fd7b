import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Who gets what, by which route, signed by whom: the rows of the protocol's 2.16 in their order.
///
/// Alice shares with Bob and Carol; Dave, of Carol's pod, shares with Alice; Frank is nobody's contact.
@Suite struct DispatchMatrixTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let dave: RemotePerson
    private let frank: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, dave, frank) = (try .bob(), try .carol(), try .dave(), try .frank())
        try await pod.share(pod.alice, with: bob, carol)
        try await pod.hear(dave, sharesWith: pod.alice)
        try await pod.know(frank)
    }

    private func postOfFrank(_ text: String = "Words of Frank") async throws -> GUID {
        let post = pod.post(text + " @{\(pod.alice.person.diasporaID)}", by: frank)
        try await pod.receive(.statusMessage(post), from: frank)
        try #require(try pod.post(post.guid) != nil)
        _ = try await pod.sending()
        return post.guid
    }

    @Test func aPublicPostGoesToThePodsOfContactsAndOfTheMentioned() async throws {
        _ = try pod.publish("Words")
        #expect(
            try await pod.sending() == [
                "one.example all: status_message by alice",
                "two.example all: status_message by alice",
            ])

        _ = try pod.publish("Hello @{Frank; frank@three.example}")
        #expect(
            try await pod.sending() == [
                "one.example all: status_message by alice",
                "three.example all: status_message by alice",
                "two.example all: status_message by alice",
            ])
    }

    @Test func aLimitedPostGoesToThePeopleInTheAspects() async throws {
        let guid = try pod.publishLimited("For few")

        #expect(
            try await pod.sending() == [
                "one.example bob: status_message by alice",
                "two.example carol: status_message by alice",
            ])
        #expect(try pod.recipients(guid) == ["bob", "carol"])
    }

    @Test func whoComesIntoAnAspectLaterGetsNothingOlder() async throws {
        let guid = try pod.publishLimited("For few")
        _ = try await pod.sending()
        try await pod.share(pod.alice, with: frank)
        try pod.composer.edit(guid, text: "For the same few", as: pod.alice)

        #expect(
            try await pod.sending() == [
                "one.example bob: status_message by alice",
                "two.example carol: status_message by alice",
            ])
    }

    @Test func aReshareGoesToContactsAndTheRootAuthor() async throws {
        let root = try await postOfFrank()

        let guid = try pod.composer.reshare(root, as: pod.alice)

        #expect(
            try await pod.sending() == [
                "one.example all: reshare by alice", "three.example all: reshare by alice",
                "two.example all: reshare by alice",
            ])
        #expect(try pod.post(guid)?.rootGUID == root)
    }

    @Test func anAnswerToAPublicRemotePostGoesToItsAuthorAlone() async throws {
        var post = pod.post("Hi @{alice@home.example}", by: bob)
        post.poll = Entities.Poll(
            guid: pod.newGUID(), question: "Which?",
            answers: ["A", "B"].map { .init(guid: pod.newGUID(), answer: $0) })
        try await pod.receive(.statusMessage(post), from: bob)
        _ = try await pod.sending()

        _ = try pod.composer.comment(on: post.guid, text: "More", as: pod.alice, with: pod.keys)
        #expect(
            try await pod.sending() == [
                "one.example all: comment by alice", "one.example bob: participation by alice",
            ])
        _ = try pod.composer.like(post.guid, as: pod.alice, with: pod.keys)
        #expect(try await pod.sending() == ["one.example all: like by alice"])
        _ = try pod.composer.vote(in: post.guid, for: "B", as: pod.alice, with: pod.keys)
        #expect(try await pod.sending() == ["one.example all: poll_participation by alice"])
    }

    @Test func anAnswerToALimitedRemotePostGoesToItsAuthorPrivately() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let post = pod.post("For Alice", by: bob, isPublic: false)
        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)

        _ = try pod.composer.comment(on: post.guid, text: "More", as: pod.alice, with: pod.keys)

        #expect(
            try await pod.sending() == [
                "one.example bob: comment by alice", "one.example bob: participation by alice",
            ])
    }

    @Test func anAnswerOfOursToAPostOfOursGoesToAllWhoHaveItByTheRootAuthor() async throws {
        let guid = try pod.publish("Words")
        _ = try await pod.sending()

        let comment = try pod.composer.comment(
            on: guid, text: "For @{frank@three.example}", as: pod.zoe, with: pod.keys)
        _ = try pod.composer.like(guid, as: pod.zoe, with: pod.keys)
        try await pod.send()

        let sent = try pod.sent()
        #expect(
            sent.map(\.summary).sorted() == [
                "one.example all: comment by alice", "one.example all: like by alice",
                "three.example all: comment by alice",
                "two.example all: comment by alice", "two.example all: like by alice",
            ])
        let zoe = try RemotePerson.key("zoe").publicKey
        for case .comment(let entity) in sent.map(\.entity) {
            #expect(entity.guid == comment && entity.author == pod.zoe.person.diasporaID)
            #expect(try entity.isSigned(by: zoe))
        }
    }

    @Test func anAnswerOfOthersToAPostOfOursGoesToAllPodsButTheirs() async throws {
        let guid = try pod.publish("Words")
        _ = try await pod.sending()

        try await pod.receive(.comment(pod.comment("More", on: guid, by: carol)), from: carol)
        #expect(try await pod.sending() == ["one.example all: comment by alice"])
        try await pod.receive(.like(pod.like(guid, by: frank)), from: frank)
        #expect(
            try await pod.sending() == [
                "one.example all: like by alice", "two.example all: like by alice",
            ])
    }

    @Test func aParticipationGoesToThePostsAuthorPrivately() async throws {
        let guid = try await postOfFrank()

        try pod.composer.participate(in: guid, as: pod.zoe)

        #expect(try await pod.sending() == ["three.example frank: participation by zoe"])
    }

    @Test func aContactGoesToThatPersonAndTheProfileWithTheFirst() async throws {
        try pod.composer.addContact(frank.id, to: "Friends", of: pod.zoe)
        #expect(try await pod.sending() == ["three.example frank: contact by zoe"])
        pod.clock.advance(10)
        #expect(try await pod.sending() == ["three.example frank: profile by zoe"])

        try pod.composer.removeContact(frank.id, of: pod.zoe)
        try await pod.send()
        let sent = try pod.sent()
        #expect(sent.map(\.summary) == ["three.example frank: contact by zoe"])
        #expect(
            sent.map(\.entity) == [
                .contact(
                    Entities.Contact(
                        author: pod.zoe.person.diasporaID, recipient: frank.id,
                        isFollowing: false, isSharing: false))
            ])
    }

    @Test func theSameIsSaidAgainAndAgain() async throws {
        for _ in 0..<3 {
            try pod.composer.addContact(frank.id, to: "Friends", of: pod.zoe)
            let first = try await pod.sending()
            pod.clock.advance(10)
            #expect(
                try await first + pod.sending() == [
                    "three.example frank: contact by zoe", "three.example frank: profile by zoe",
                ])
            try pod.composer.removeContact(frank.id, of: pod.zoe)
            #expect(try await pod.sending() == ["three.example frank: contact by zoe"])
        }
    }

    @Test func ignoringIsSaidToThatPersonAlone() async throws {
        try pod.composer.ignore(frank.id, of: pod.alice)
        try await pod.send()
        let sent = try pod.sent()
        #expect(sent.map(\.summary) == ["three.example frank: contact by alice"])
        guard case .contact(let contact) = try #require(sent.first).entity else {
            return #expect(Bool(false))
        }
        #expect(contact.isBlocking && !contact.isSharing && !contact.isFollowing)
    }

    @Test func aProfileGoesToAllContactsPrivatelyUnlessItIsPublic() async throws {
        _ = try pod.composer.edit(ProfileEdit(bio: "Mine"), photo: nil, of: pod.alice)
        #expect(
            try await pod.sending() == [
                "one.example bob: profile by alice", "two.example carol: profile by alice",
                "two.example dave: profile by alice",
            ])

        _ = try pod.composer.edit(
            ProfileEdit(hasPublicDetails: true), photo: nil, of: pod.alice)
        #expect(
            try await pod.sending() == [
                "one.example all: profile by alice", "two.example all: profile by alice",
            ])
    }

    @Test func conversationsAndMessagesGoToEveryParticipant() async throws {
        let guid = try pod.composer.startConversation(
            with: [bob.id, carol.id], subject: "S", text: "First", as: pod.alice)
        #expect(
            try await pod.sending() == [
                "one.example bob: conversation by alice",
                "two.example carol: conversation by alice",
            ])
        try await pod.receive(
            .message(
                Entities.Message(
                    author: bob.id, guid: pod.newGUID(), text: "Second",
                    createdAt: pod.clock.now, conversationGUID: guid)), from: bob, for: pod.alice)
        _ = try pod.composer.reply(to: guid, text: "Third", as: pod.alice)

        #expect(
            try await pod.sending() == [
                "one.example bob: message by alice", "two.example carol: message by alice",
            ])
        #expect(
            try pod.rows("SELECT text FROM message ORDER BY id") == ["First", "Second", "Third"])
    }

    @Test func aRetractionOfAPostGoesWhereThePostWent() async throws {
        let open = try pod.publish("Words")
        let limited = try pod.publishLimited("For few")
        _ = try await pod.sending()
        try await pod.receive(.comment(pod.comment("More", on: open, by: frank)), from: frank)
        _ = try await pod.sending()

        try pod.composer.delete(open, as: pod.alice)
        #expect(
            try await pod.sending() == [
                "one.example all: retraction by alice", "three.example all: retraction by alice",
                "two.example all: retraction by alice",
            ])
        try pod.composer.delete(limited, as: pod.alice)
        #expect(
            try await pod.sending() == [
                "one.example bob: retraction by alice", "two.example carol: retraction by alice",
            ])
    }

    @Test func aRetractionGoesAlsoToWhomTheAuthorSharesWithNoMore() async throws {
        let limited = try pod.publishLimited("For few")
        _ = try await pod.sending()
        try pod.composer.ignore(carol.id, of: pod.alice)
        _ = try await pod.sending()

        try pod.composer.delete(limited, as: pod.alice)

        #expect(
            try await pod.sending() == [
                "one.example bob: retraction by alice", "two.example carol: retraction by alice",
            ])
    }

    @Test func aCommentThatTheRootAuthorTakesAwayIsTakenBackEverywhere() async throws {
        let guid = try pod.publish("Words")
        let comment = try pod.comment("Spam", on: guid, by: frank)
        try await pod.receive(.comment(comment), from: frank)
        _ = try await pod.sending()

        try pod.composer.deleteComment(comment.guid, as: pod.alice)

        #expect(
            try await pod.sending() == [
                "one.example all: retraction by alice", "three.example all: retraction by alice",
                "two.example all: retraction by alice",
            ])
    }

    @Test func aCommentThatItsRemoteAuthorTakesBackIsTakenBackEverywhereElse() async throws {
        let guid = try pod.publish("Words")
        let comment = try pod.comment("Oops", on: guid, by: frank)
        try await pod.receive(.comment(comment), from: frank)
        _ = try await pod.sending()
        let retraction = try frank.envelope(
            pod.retraction(comment.guid, "Comment", by: frank))

        try await pod.receive(envelope: retraction)
        try await pod.send()

        let sent = try pod.sent()
        #expect(
            sent.map(\.summary).sorted() == [
                "one.example all: retraction by alice", "two.example all: retraction by alice",
            ])
        #expect(
            sent.allSatisfy {
                $0.entity == pod.retraction(comment.guid, "Comment", by: frank)
            })
    }

    @Test func anAnswerOfOursToARemotePostIsTakenBackAtItsAuthors() async throws {
        let guid = try await postOfFrank()
        let comment = try pod.composer.comment(
            on: guid, text: "More", as: pod.alice, with: pod.keys)
        _ = try pod.composer.like(guid, as: pod.alice, with: pod.keys)
        _ = try await pod.sending()

        try pod.composer.deleteComment(comment, as: pod.alice)
        try pod.composer.unlike(guid, as: pod.alice)

        #expect(
            try await pod.sending() == [
                "three.example all: retraction by alice", "three.example all: retraction by alice",
            ])
    }

    @Test func aDeletedAccountIsToldToContactsAndResharers() async throws {
        let guid = try pod.publish("Words")
        try await pod.receive(
            .reshare(
                Entities.Reshare(
                    author: frank.id, guid: pod.newGUID(), createdAt: pod.clock.now,
                    root: .init(author: pod.alice.person.diasporaID, guid: guid))), from: frank)
        _ = try await pod.sending()

        _ = try pod.accounts.close("alice")

        #expect(
            try await pod.sending() == [
                "one.example all: account_deletion by alice",
                "three.example all: account_deletion by alice",
                "two.example all: account_deletion by alice",
            ])
    }

    @Test func nobodyElsesPodIsToldWhatPeopleHereDoAmongThemselves() async throws {
        try pod.composer.addContact(pod.zoe.person.diasporaID, to: "Friends", of: pod.alice)
        try pod.composer.ignore(pod.alice.person.diasporaID, of: pod.zoe)
        _ = try pod.publish("Words", as: pod.zoe)
        _ = try pod.publishLimited("For nobody", as: pod.zoe)

        #expect(try await pod.sending() == [])
    }

    @Test func aPersonWithoutAudienceIsSentToNobody() async throws {
        let guid = try pod.publish("Words", as: pod.zoe)

        #expect(try await pod.sending() == [])
        #expect(try pod.ledger(guid) == [])
    }
}
