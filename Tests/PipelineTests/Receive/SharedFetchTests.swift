import Diaspora
import Foundation
import Store
import Testing

@testable import Pipeline

/// What several messages of a batch need is asked for once.
@Suite struct SharedFetchTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let frank: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
        try await pod.share(pod.alice, with: bob, carol)
        try await pod.know(frank)
    }

    private var fetched: [String] { pod.network.asked.filter { $0.contains("/fetch/") } }

    private func accept(_ entities: [Entity]) async throws {
        for entity in entities {
            try await pod.inbox.accept(frank.envelope(entity), from: "192.0.2.1")
        }
    }

    @Test func theParentOfManyIsFetchedOnce() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comments = try (0..<20).map { try pod.comment("\($0)", on: post.guid, by: bob) }
        try await accept(comments.map(Entity.comment) + [.like(pod.like(post.guid, by: bob))])

        #expect(try await pod.receiver.run() == 21)

        #expect(fetched == ["https://one.example/fetch/post/\(post.guid)"])
        #expect(try comments.allSatisfy { try pod.comment($0.guid) != nil })
        #expect(try pod.rows("SELECT COUNT(*) FROM liking") == ["1"])
    }

    @Test func theNextPodIsAskedOnlyIfOneHasItNot() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://two.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comments = [
            try pod.comment("One", on: post.guid, by: bob),
            try pod.comment("Two", on: post.guid, by: carol),
            try pod.comment("Three", on: post.guid, by: bob),
        ]
        try await accept(comments.map(Entity.comment))

        try await pod.work()

        #expect(
            fetched == [
                "https://one.example/fetch/post/\(post.guid)",
                "https://two.example/fetch/post/\(post.guid)",
            ])
        #expect(try comments.allSatisfy { try pod.comment($0.guid) != nil })
    }

    @Test func ifNoneHasItAllAreTriedAgain() async throws {
        let unknown = pod.newGUID()
        try await accept([
            .comment(pod.comment("One", on: unknown, by: bob)),
            .comment(pod.comment("Two", on: unknown, by: carol)),
        ])

        try await pod.work()

        #expect(fetched.count == 2)
        #expect(try pod.waiting().map(\.attempts) == [1, 1])
    }

    @Test func aFailureIsThatOfItsMessagesAlone() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let good = try pod.comment("Good", on: post.guid, by: bob)
        try await accept([
            .comment(pod.comment("Bad", on: pod.newGUID(), by: bob)), .comment(good),
        ])

        try await pod.work()

        #expect(try pod.comment(good.guid) != nil)
        #expect(try pod.waiting().count == 1)
    }
}
