import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// What others answer to posts of this pod is passed on as it came. Spec: protocol, 2.14.
@Suite struct RelayTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let dave: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, dave) = (try .bob(), try .carol(), try .dave())
        try await pod.share(pod.alice, with: bob, carol, dave)
    }

    /// A comment with its elements in another order and one that nobody knows.
    private func unusualComment(on guid: GUID) throws -> (guid: GUID, xml: [UInt8]) {
        let own = pod.newGUID()
        let values = [own.string, "foobar", "Grüße & <3", guid.string, bob.id.description]
        let signature = Base64.encode(
            try bob.key.sign(Array(values.joined(separator: ";").utf8)))
        return (
            own,
            Array(
                """
                <comment><guid>\(own)</guid><new_data>foobar</new_data>\
                <text>Gr&#xFC;&#xDF;e &amp; &lt;3</text>
                <parent_guid>\(guid)</parent_guid><author>\(bob.id)</author>\
                <author_signature>\(signature)</author_signature></comment>
                """.utf8)
        )
    }

    @Test func aRelayedCommentKeepsItsBytes() async throws {
        let guid = try pod.publish("Words")
        _ = try await pod.sending()
        let (own, xml) = try unusualComment(on: guid)

        try await pod.receive(envelope: bob.envelope(xml))
        try await pod.send()

        #expect(try pod.comment(own)?.text == "Grüße & <3")
        let sent = try #require(try pod.sent().first)
        #expect(sent.summary == "two.example all: comment by alice")
        #expect(sent.payload == xml)
        guard case .comment(let comment) = sent.entity else { return #expect(Bool(false)) }
        #expect(try comment.isSigned(by: bob.key.publicKey))
    }

    @Test func aRelayToALimitedPostIsEncryptedForEachWhoHasIt() async throws {
        let guid = try pod.publishLimited("For few")
        _ = try await pod.sending()
        let (_, xml) = try unusualComment(on: guid)

        try await pod.receive(envelope: bob.envelope(xml), for: pod.alice)
        try await pod.send()

        let sent = try pod.sent()
        #expect(
            sent.map(\.summary).sorted() == [
                "two.example carol: comment by alice", "two.example dave: comment by alice",
            ])
        #expect(sent.allSatisfy { $0.payload == xml })
        #expect(Set(sent.map(\.body)).count == 2)
    }

    @Test func aLimitedRelayDoesNotReachThoseSharedWithNoMore() async throws {
        let guid = try pod.publishLimited("For few")
        _ = try await pod.sending()
        try pod.composer.removeContact(carol.id, of: pod.alice)
        _ = try await pod.sending()

        try await pod.receive(
            .comment(pod.comment("More", on: guid, by: bob)), from: bob, for: pod.alice)

        #expect(try await pod.sending() == ["two.example dave: comment by alice"])
    }

    @Test func aRelayDoesNotReachThoseWhomTheAuthorIgnores() async throws {
        let open = try pod.publish("Words")
        let limited = try pod.publishLimited("For few")
        _ = try await pod.sending()
        try pod.composer.ignore(carol.id, of: pod.alice)
        try pod.composer.ignore(dave.id, of: pod.alice)
        _ = try await pod.sending()

        try await pod.receive(.comment(pod.comment("More", on: open, by: bob)), from: bob)
        try await pod.receive(
            .comment(pod.comment("More", on: limited, by: bob)), from: bob, for: pod.alice)

        #expect(try await pod.sending() == [])
    }

    @Test func whatArrivesTwiceIsRelayedOnce() async throws {
        let guid = try pod.publish("Words")
        _ = try await pod.sending()
        let comment = try pod.comment("More", on: guid, by: bob)

        try await pod.receive(.comment(comment), from: bob)
        try await pod.receive(.comment(comment), from: bob)
        #expect(try await pod.sending() == ["two.example all: comment by alice"])
        try await pod.receive(.comment(comment), from: bob)

        #expect(try await pod.sending() == [])
    }

    @Test func whoAnswersASubscriberBecomes() async throws {
        let frank = try RemotePerson.frank()
        try await pod.know(frank)
        let guid = try pod.publish("Words")
        _ = try await pod.sending()

        try await pod.receive(.comment(pod.comment("More", on: guid, by: frank)), from: frank)
        _ = try await pod.sending()
        try await pod.receive(.like(pod.like(guid, by: bob)), from: bob)

        #expect(try pod.subscribers(guid) == ["bob", "carol", "dave", "frank"])
        #expect(
            try await pod.sending() == [
                "three.example all: like by alice", "two.example all: like by alice",
            ])
    }

    @Test func aLikeOfACommentHasThePostAsItsRoot() async throws {
        let guid = try pod.publish("Words")
        let comment = try pod.comment("More", on: guid, by: carol)
        try await pod.receive(.comment(comment), from: carol)
        _ = try await pod.sending()

        try await pod.receive(.like(pod.like(comment.guid, by: bob, type: .comment)), from: bob)

        #expect(try await pod.sending() == ["two.example all: like by alice"])
        #expect(
            try pod.rows("SELECT COUNT(*) FROM liking WHERE commentID IS NOT NULL") == ["1"])
    }

    @Test func ownPostsGoBeforeRelays() async throws {
        let guids = try (0..<12).map { try pod.publish("Post \($0)") }
        _ = try await pod.sending()
        pod.network.deliveries(to: "two.example", .status(503))
        _ = try pod.publish("First")
        try await pod.send()
        for guid in guids {
            try await pod.receive(.comment(pod.comment("More", on: guid, by: bob)), from: bob)
        }
        _ = try pod.publish("Second")
        try await pod.send()
        pod.network.forget()

        pod.network.deliveries(to: "two.example", nil)
        pod.clock.advance(400)
        try await pod.send()

        let kinds = try pod.sent().filter { $0.place == "two.example all" }.map(\.entity.name)
        #expect(kinds.count == 14)
        #expect(kinds.prefix(8).count { $0 == "status_message" } == 2)
    }

    @Test func theCommentsOfAPostArriveInTheirOrder() async throws {
        let guid = try pod.publish("Words")
        for number in 0..<20 {
            try await pod.receive(
                .comment(pod.comment("\(number)", on: guid, by: bob)), from: bob)
        }
        try await pod.send()

        let texts = try pod.sent().filter { $0.place == "two.example all" }.map { sent in
            switch sent.entity {
            case .statusMessage(let post): post.text
            case .comment(let comment): comment.text
            default: "?"
            }
        }
        #expect(texts == ["Words"] + (0..<20).map(String.init))
    }
}
