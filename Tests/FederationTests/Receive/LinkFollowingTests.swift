import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// `diaspora://` links in what others send. Spec: protocol, 2.12, point 6.
@Suite struct LinkFollowingTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let frank: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
        try await pod.hear(bob, sharesWith: pod.alice)
        try await pod.share(pod.alice, with: bob)
        // What he wrote before is not what these tests ask for.
        let ids = try await pod.know(bob)
        try pod.database.write { try $0.setBackfilled(personID: ids[0], at: FederatedPod.start) }
        pod.network.add(carol, frank)
        pod.network.forget()
    }

    /// A post of Frank's that his pod hands out.
    private func offer(_ text: String) throws -> Entities.StatusMessage {
        let post = pod.post(text, by: frank)
        pod.network.answer(
            address(post.guid), .document(try frank.envelope(.statusMessage(post))))
        return post
    }

    private func address(_ guid: GUID) -> String { "https://three.example/fetch/post/\(guid)" }

    private func link(_ guid: GUID) -> String { "diaspora://\(frank.id)/post/\(guid)" }

    private func follow() async throws -> Int {
        try await Backfill(receiver: pod.receiver, client: pod.client).followLinks()
    }

    private var fetched: [String] { pod.network.asked.filter { $0.contains("/fetch/") } }

    @Test func aPostThatAContactLinksToIsFetchedOnce() async throws {
        let linked = try offer("The original")
        let posts = ["See \(link(linked.guid))", "Again web+\(link(linked.guid))"]
            .map { pod.post($0, by: bob) }
        for post in posts { try await pod.receive(.statusMessage(post), from: bob) }
        // What was received does not wait for it.
        #expect(try pod.post(posts[0].guid) != nil && fetched == [])

        #expect(try await follow() == 1)

        #expect(try pod.post(linked.guid)?.text == "The original")
        #expect(fetched == [address(linked.guid)])
        #expect(try await follow() == 0)
    }

    @Test func commentsAndMessagesAreReadForLinksToo() async throws {
        let linked = try (1...3).map { try offer("Number \($0)") }
        let ours = try pod.publish("Ours")
        try await pod.receive(
            .comment(pod.comment(link(linked[0].guid), on: ours, by: bob)), from: bob)
        let conversation = Entities.Conversation(
            author: bob.id, guid: pod.newGUID(), subject: "Links", createdAt: pod.clock.now,
            participants: [bob.id, pod.alice.person.diasporaID],
            messages: [
                Entities.Message(
                    author: bob.id, guid: pod.newGUID(), text: link(linked[1].guid),
                    createdAt: pod.clock.now, conversationGUID: pod.newGUID())
            ])
        try await pod.receive(.conversation(conversation), from: bob, for: pod.alice)
        try await pod.receive(
            .message(
                Entities.Message(
                    author: bob.id, guid: pod.newGUID(), text: link(linked[2].guid),
                    createdAt: pod.clock.now, conversationGUID: conversation.guid)),
            from: bob, for: pod.alice)

        #expect(try await follow() == 3)

        #expect(try linked.allSatisfy { try pod.post($0.guid) != nil })
        #expect(try pod.heldReasons() == [])
    }

    @Test func ofOneTextAFewLinksAreFollowed() async throws {
        let links = (0..<50).map { _ in link(pod.newGUID()) }.joined(separator: " ")

        try await pod.receive(.statusMessage(pod.post(links, by: bob)), from: bob)

        #expect(try await follow() == 3)
    }

    @Test func whatCannotBeGotIsNotAskedForAgainThatDay() async throws {
        let gone = link(pod.newGUID())
        try await pod.receive(.statusMessage(pod.post(gone, by: bob)), from: bob)
        #expect(try await follow() == 1)

        try await pod.receive(.statusMessage(pod.post("Still \(gone)", by: bob)), from: bob)
        #expect(try await follow() == 0)
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])

        pod.clock.advance(86_401)
        #expect(try await follow() == 0)
        try await pod.receive(.statusMessage(pod.post("Now \(gone)", by: bob)), from: bob)
        #expect(try await follow() == 1)
    }

    @Test func ofADayAThousandLinksAreFollowedAtMost() async throws {
        try pod.database.write { transaction in
            for _ in 0..<1_100 {
                try transaction.insertLinkedPost(
                    LinkedPost(guid: pod.newGUID(), author: frank.id), at: pod.clock.now)
            }
        }

        #expect(try pod.rows("SELECT COUNT(*) FROM linkedPost") == ["1000"])
    }

    @Test func attack69WhoSaysThatTheyShareMakesThisPodAskNobody() async throws {
        try await pod.hear(carol, sharesWith: pod.alice)
        let post = pod.post("See \(link(pod.newGUID()))", by: carol)
        try await pod.receive(.statusMessage(post), from: carol)

        #expect(try pod.post(post.guid) != nil)
        #expect(try await follow() == 0)
        #expect(try pod.rows("SELECT COUNT(*) FROM linkedPost") == ["0"])
    }

    @Test func strangersMakeThisPodAskNobody() async throws {
        let ours = try pod.publish("Ours")
        let comment = try pod.comment(link(pod.newGUID()), on: ours, by: carol)
        try await pod.receive(.comment(comment), from: carol)
        let post = pod.post("@{alice@home.example} \(link(pod.newGUID()))", by: carol)
        try await pod.receive(.statusMessage(post), from: carol)

        #expect(try pod.comment(comment.guid) != nil && pod.post(post.guid) != nil)
        #expect(try await follow() == 0)
    }

    @Test func whatWasFetchedLeadsNoFurther() async throws {
        let linked = try offer("And see \(link(pod.newGUID()))")
        try await pod.share(pod.alice, with: frank)
        _ = try await follow()
        pod.network.forget()
        try await pod.receive(.statusMessage(pod.post(link(linked.guid), by: bob)), from: bob)

        #expect(try await follow() == 1)

        #expect(try pod.post(linked.guid) != nil)
        #expect(try await follow() == 0)
        #expect(fetched == [address(linked.guid)])
    }

    @Test func whatIsHereWasDeletedOrIsNoPostIsNotAskedFor() async throws {
        let ours = try pod.publish("Ours")
        let deleted = pod.post("Gone", by: bob)
        try await pod.receive(.statusMessage(deleted), from: bob)
        try await pod.receive(pod.retraction(deleted.guid, by: bob), from: bob)
        let here = pod.post("Here", by: bob)
        try await pod.receive(.statusMessage(here), from: bob)
        let text = """
            diaspora://alice@home.example/post/\(ours) diaspora://\(bob.id)/post/\(here.guid)
            """
        let other = """
            diaspora://\(bob.id)/post/\(deleted.guid) diaspora://\(frank.id)/comment/\(pod.newGUID())
            diaspora://nobody@home.example/post/\(pod.newGUID())
            """

        for text in [text, other] {
            try await pod.receive(.statusMessage(pod.post(text, by: bob)), from: bob)
        }

        #expect(try await follow() == 0)
    }

    @Test func aDocumentThatItsAuthorDidNotSignIsNotKept() async throws {
        let forged = pod.post("Words of Frank", by: frank)
        pod.network.answer(
            address(forged.guid),
            .document(
                try MagicEnvelope(
                    signing: Entity.statusMessage(forged).xml, sender: frank.id, key: carol.key
                ).xml))
        try await pod.receive(.statusMessage(pod.post(link(forged.guid), by: bob)), from: bob)

        #expect(try await follow() == 1)

        #expect(try pod.post(forged.guid) == nil)
    }

    @Test func twoProcessesAskForNoPostTwice() async throws {
        let linked = try offer("The original")
        try await pod.receive(.statusMessage(pod.post(link(linked.guid), by: bob)), from: bob)
        let backfill = Backfill(receiver: pod.receiver, client: pod.client)
        async let one = backfill.followLinks()
        async let two = backfill.followLinks()

        #expect(try await one + two == 1)
        #expect(fetched == [address(linked.guid)])
    }
}
