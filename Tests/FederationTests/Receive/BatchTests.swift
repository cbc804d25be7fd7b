import Diaspora
import Foundation
import Store
import Testing

@testable import Federation
@testable import PodFixtures
@testable import Theming

/// More messages than are taken at once: the next ones are verified while those before are stored.
@Suite struct BatchTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let count = Receiver.batchSize + 10

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.hear(bob, sharesWith: pod.alice)
        pod.network.forget()
    }

    private func accept(_ entities: [Entity]) throws {
        _ = try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                try entities.map {
                    NewInboxEntry(
                        recipientID: nil, body: try bob.envelope($0), address: "192.0.2.1")
                }, at: pod.clock.now)
        }
    }

    @Test func whatTheBatchBeforeBringsIsNotAskedFor() async throws {
        let posts = (0..<count).map { pod.post("Post \($0)", by: bob) }
        try accept(posts.map { .statusMessage($0) })
        try accept(posts.map { .comment(try pod.comment("On it", on: $0.guid, by: bob)) })

        #expect(try await pod.receiver.run() == 2 * count)

        #expect(pod.network.asked == [])
        #expect(try pod.rows("SELECT COUNT(*) FROM comment") == ["\(count)"])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func aStrangersReshareOfWhatItsOwnBatchBringsIsKept() async throws {
        let carol = try RemotePerson.carol()
        pod.network.add(carol)
        let post = pod.post("Words", by: bob)
        let reshare = Entities.Reshare(
            author: carol.id, guid: pod.newGUID(), createdAt: pod.clock.now,
            root: Entities.Reshare.Root(author: bob.id, guid: post.guid))
        try accept([.statusMessage(post)])
        try await pod.inbox.accept(carol.envelope(.reshare(reshare)), from: "192.0.2.1")

        #expect(try await pod.receiver.run() == 2)

        #expect(try pod.post(reshare.guid)?.rootGUID == post.guid)
    }

    @Test func aStrangersReshareOfWhatTheBatchBeforeBringsIsKept() async throws {
        let carol = try RemotePerson.carol()
        pod.network.add(carol)
        let posts = (0..<count).map { pod.post("Post \($0)", by: bob) }
        try accept(posts.map { .statusMessage($0) })
        let last = posts[count - 20]
        try await pod.inbox.accept(
            carol.envelope(
                .reshare(
                    Entities.Reshare(
                        author: carol.id, guid: pod.newGUID(), createdAt: pod.clock.now,
                        root: Entities.Reshare.Root(author: bob.id, guid: last.guid)))),
            from: "192.0.2.1")

        #expect(try await pod.receiver.run() == count + 1)

        #expect(
            try pod.rows("SELECT rootGUID FROM post WHERE kind = 'reshare'") == [last.guid.string])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }
}
