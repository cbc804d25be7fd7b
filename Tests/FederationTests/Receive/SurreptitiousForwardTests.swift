import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// Limited posts: the recipient is not signed, so an envelope can be encrypted anew for others.
@Suite struct SurreptitiousForwardTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() throws {
        pod = try FederatedPod()
        bob = try .bob()
    }

    @Test func aLimitedPostReachesWhomItsAuthorSharesWith() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        try await pod.hear(bob, sharesWith: pod.zoe)
        let post = pod.post("For few", by: bob, isPublic: false)

        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)
        try await pod.receive(.statusMessage(post), from: bob, for: pod.zoe)

        #expect(try pod.recipients(post.guid) == ["alice", "zoe"])
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["1"])
    }

    @Test func attack14AForwardedPostIsNotShownToWhomItsAuthorDoesNotShareWith() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let post = pod.post("For Alice", by: bob, isPublic: false)
        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)

        try await pod.receive(.statusMessage(post), from: bob, for: pod.zoe)
        for _ in 0..<20 {
            pod.clock.advance(86_400)
            try await pod.work()
        }

        #expect(try pod.recipients(post.guid) == ["alice"])
        #expect(try pod.waiting() == [])
        #expect(try pod.heldReasons() == ["bob@one.example does not share with zoe"])
    }

    @Test func attack14APostThatOvertakesItsContactIsTriedAgainAndThenStored() async throws {
        pod.network.add(bob)
        let post = pod.post("For Alice", by: bob, isPublic: false)
        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)
        #expect(try pod.post(post.guid) == nil && pod.waiting().count == 1)

        try await pod.hear(bob, sharesWith: pod.alice)
        pod.clock.advance(10)
        try await pod.work()

        #expect(try pod.recipients(post.guid) == ["alice"])
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test func attack14AForwardedContactIsForNobodyElse() async throws {
        pod.network.add(bob)
        let contact = Entities.Contact(author: bob.id, recipient: pod.alice.person.diasporaID)

        try await pod.receive(.contact(contact), from: bob, for: pod.zoe)

        #expect(try pod.contact(pod.zoe, bob) == nil && pod.contact(pod.alice, bob) == nil)
        #expect(try pod.heldReasons() == ["the contact is for somebody else"])
    }

    @Test func attack14AForwardedConversationIsForItsParticipantsAlone() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        try await pod.hear(bob, sharesWith: pod.zoe)
        let guid = pod.newGUID()
        let conversation = Entities.Conversation(
            author: bob.id, guid: guid, subject: "Secret", createdAt: pod.clock.now,
            participants: [bob.id, pod.alice.person.diasporaID], messages: [])

        try await pod.receive(.conversation(conversation), from: bob, for: pod.zoe)

        #expect(try pod.database.read { try $0.conversation(guid) } == nil)
        try await pod.receive(.conversation(conversation), from: bob, for: pod.alice)
        let participants = try pod.database.read { database in
            try database.conversation(guid).map { try database.participants(conversationID: $0.id) }
        }
        #expect(try pod.names(participants ?? []) == ["alice", "bob"])
    }

    @Test func attack14AnAnswerForwardedToWhoHasNotThePostIsRefused() async throws {
        let guid = try pod.publishLimited("For Bob")
        try await pod.hear(bob, sharesWith: pod.zoe)

        try await pod.receive(
            .comment(pod.comment("Seen", on: guid, by: bob)), from: bob, for: pod.zoe)

        #expect(try pod.rows("SELECT * FROM comment") == [])
        #expect(try pod.heldReasons() == ["the post is not for this person"])
    }

    @Test func aCommentOnALimitedPostByOneWhoDidNotGetItIsRefused() async throws {
        let guid = try pod.publishLimited("For nobody yet")
        try await pod.know(bob)

        try await pod.receive(
            .comment(pod.comment("Guessed", on: guid, by: bob)), from: bob, for: pod.alice)

        #expect(try pod.rows("SELECT * FROM comment") == [])
        #expect(try pod.heldReasons() == ["bob@one.example did not get the post"])
    }

    @Test func whoIsIgnoredReachesNobodyByALimitedPost() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        try pod.composer.ignore(bob.id, of: pod.alice)
        let post = pod.post("For Alice", by: bob, isPublic: false)

        try await pod.receive(.statusMessage(post), from: bob, for: pod.alice)

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.heldReasons() == ["bob@one.example is ignored by alice"])
    }

    @Test func whatCannotBeDecryptedIsRefusedWithOneReason() async throws {
        try await pod.know(bob)
        let other = try EncryptedMagicEnvelopeSample.json(
            bob.envelope(.statusMessage(pod.post("x", by: bob))), forKeyOf: "zoe",
            random: pod.random)

        try await pod.inbox.accept(other, for: pod.alice.person.guid, from: "192.0.2.1")
        try await pod.inbox.accept(
            Array("{\"aes_key\":\"AAAA\",\"encrypted_magic_envelope\":\"AAAA\"}".utf8),
            for: pod.alice.person.guid, from: "192.0.2.1")
        try await pod.work()

        let reasons = try pod.heldReasons()
        #expect(reasons.count == 2 && Set(reasons).count == 1)
    }
}
