import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// Somebody begins to share with Alice, and says something at once: their contact is not stored yet
/// when the rest is judged.
@Suite struct NewContactTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let frank: RemotePerson
    private let post: Entities.StatusMessage
    private let comment: Entities.Comment
    private let reshare: Entities.Reshare

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
        try await pod.hear(bob, sharesWith: pod.alice)
        pod.network.forget()
        pod.network.add(carol, frank)
        post = pod.post("Words of Frank", by: frank)
        comment = try pod.comment("Words of Carol", on: post.guid, by: carol)
        reshare = Entities.Reshare(
            author: carol.id, guid: pod.newGUID(), createdAt: pod.clock.now,
            root: Entities.Reshare.Root(author: frank.id, guid: post.guid))
        for host in ["two", "three"] {
            pod.network.answer(
                "https://\(host).example/fetch/post/\(post.guid)",
                .document(try frank.envelope(.statusMessage(post))))
        }
    }

    private func acceptContact(of author: RemotePerson, from sender: RemotePerson) async throws {
        let contact = Entities.Contact(
            author: author.id, recipient: pod.alice.person.diasporaID)
        try await pod.inbox.accept(
            pod.body(sender.envelope(.contact(contact)), for: pod.alice),
            for: pod.alice.person.guid, from: "192.0.2.1")
    }

    /// Frank, whom nobody here knows, passes on what Carol says about his post.
    private func acceptComment() async throws {
        try await pod.inbox.accept(frank.envelope(.comment(comment)), from: "192.0.2.1")
    }

    private func acceptReshare() async throws {
        try await pod.inbox.accept(carol.envelope(.reshare(reshare)), from: "192.0.2.1")
    }

    @Test func whatTheySayInTheSameBatchIsKept() async throws {
        try await acceptContact(of: carol, from: carol)
        try await acceptReshare()

        #expect(try await pod.receiver.run() == 2)

        #expect(try pod.post(reshare.guid)?.rootGUID == post.guid)
    }

    @Test func whatAStrangerPassesOnOfThemInTheSameBatchIsKept() async throws {
        try await acceptContact(of: carol, from: carol)
        try await acceptComment()

        #expect(try await pod.receiver.run() == 2)

        #expect(try pod.comment(comment.guid)?.text == "Words of Carol")
    }

    @Test func whatTheySayInTheNextBatchIsOfInterest() async throws {
        try await pod.know(carol)
        try await acceptComment()
        try await acceptReshare()
        var pending = PendingEntities()
        pending.add(
            .contact(
                Entities.Contact(author: carol.id, recipient: pod.alice.person.diasporaID)),
            from: carol.id)

        let batch = IncomingBatch(
            receiver: pod.receiver, entries: try pod.waiting(), pending: pending)
        let outcomes = await batch.judged().map(\.outcome)

        #expect(outcomes.count == 2)
        for outcome in outcomes {
            guard case .verified = outcome else { return #expect(Bool(false), "\(outcome)") }
        }
    }

    @Test func nobodyIsOneByWhatAnotherSays() async throws {
        let eve = try RemotePerson.eve()
        pod.network.add(eve)
        try await acceptContact(of: carol, from: eve)
        try await acceptComment()

        try await pod.work()

        #expect(try pod.comment(comment.guid) == nil && pod.person(frank) == nil)
        #expect(!pod.network.asked.contains { $0.contains("/fetch/") })
    }
}
