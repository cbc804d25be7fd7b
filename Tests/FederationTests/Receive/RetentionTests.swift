import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// What of all that is public is kept here.
@Suite struct RetentionTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let frank: RemotePerson

    init() throws {
        pod = try FederatedPod()
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
    }

    @Test func aPublicPostOfAStrangerIsDroppedAndItsKeyNotLookedUp() async throws {
        pod.network.add(bob)
        let post = pod.post("Words", by: bob)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.person(bob) == nil)
        #expect(pod.network.asked == [])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func aPublicPostOfSomebodyKnownWhoIsNobodysContactIsDropped() async throws {
        try await pod.know(bob)
        let post = pod.post("Words", by: bob)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func aPublicPostOfAContactIsKept() async throws {
        try await pod.share(pod.alice, with: bob)
        try await pod.hear(carol, sharesWith: pod.zoe)
        let posts = [pod.post("One", by: bob), pod.post("Two", by: carol)]

        try await pod.receive(.statusMessage(posts[0]), from: bob)
        try await pod.receive(.statusMessage(posts[1]), from: carol)

        #expect(try posts.map { try pod.post($0.guid)?.text } == ["One", "Two"])
        #expect(try pod.post(posts[0].guid)?.createdAt == FederatedPod.start)
    }

    @Test func aPublicPostThatMentionsSomebodyHereIsKept() async throws {
        pod.network.add(bob)
        let post = pod.post("Hello @{Alice; alice@home.example}", by: bob)

        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try pod.post(post.guid) != nil)
        let stream = try pod.database.read { database in
            try database.stream(
                userID: pod.alice.user.id, personID: pod.alice.person.id, limit: 10)
        }
        #expect(stream.map(\.guid) == [post.guid])
    }

    @Test func aCommentByAStrangerOnWhatIsKeptIsKept() async throws {
        try await pod.share(pod.alice, with: bob)
        pod.network.add(frank)
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let comment = try pod.comment("More words", on: post.guid, by: frank)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid)?.text == "More words")
        #expect(try pod.person(frank) != nil)
    }

    @Test func whatStrangersSayAboutWhatIsNotHereIsDropped() async throws {
        try await pod.know(bob)
        pod.network.add(carol, frank)
        let unknown = pod.newGUID()

        try await pod.receive(.comment(pod.comment("No", on: unknown, by: frank)), from: bob)
        try await pod.receive(.like(pod.like(unknown, by: frank)), from: carol)
        try await pod.receive(pod.retraction(unknown, by: carol), from: carol)
        try await pod.receive(
            .profile(Entities.Profile(author: carol.id, firstName: "C")), from: carol)
        try await pod.receive(
            .accountDeletion(Entities.AccountDeletion(author: carol.id)), from: carol)

        #expect(pod.network.asked == [])
        #expect(try pod.person(carol) == nil && pod.person(frank) == nil)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func theUnknownPostThatAContactCommentsOnIsFetchedAndKept() async throws {
        try await pod.share(pod.alice, with: carol)
        pod.network.add(frank)
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://two.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comment = try pod.comment("More words", on: post.guid, by: carol)

        // Frank, whose post it is and who passes it on, is nobody's contact, and unknown.
        try await pod.receive(.comment(comment), from: frank)

        #expect(try pod.post(post.guid)?.text == "Words")
        #expect(try pod.comment(comment.guid) != nil)
    }

    @Test func ofAFetchedPostOfNobodysContactTheAnswersAreAskedFor() async throws {
        try await pod.share(pod.alice, with: carol)
        pod.network.add(frank)
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://three.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))

        try await pod.receive(
            .reshare(
                Entities.Reshare(
                    author: carol.id, guid: pod.newGUID(), createdAt: pod.clock.now,
                    root: .init(author: frank.id, guid: post.guid))), from: carol)

        #expect(try await pod.sending() == ["three.example frank: participation by alice"])
    }

    @Test func anAnswerThatNobodyHereCanHaveSeenIsNotFetchedForALimitedPost() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let comment = try pod.comment("Words", on: pod.newGUID(), by: bob)

        try await pod.receive(.comment(comment), from: bob, for: pod.alice)

        #expect(!pod.network.asked.contains { $0.contains("/fetch/") })
        #expect(try pod.waiting().count == 1)
    }
}
