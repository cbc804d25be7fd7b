import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// What the tree shows of people who go on as somebody else that answered the same.
@Suite struct MovedAccountPagesTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let frank: RemotePerson
    /// Alice's, which Bob, Frank and Zoe like, with comments of Bob's that Bob and Frank like.
    private let post: GUID

    init() async throws {
        pod = try FederatedPod()
        (bob, frank) = (try .bob(), try .frank())
        try await pod.know(bob, frank)
        post = try pod.publish("# Ours")
        let comments = try (0..<3).map { try pod.comment("Mine, \($0)", on: post, by: bob) }
        for comment in comments { try await pod.receive(.comment(comment), from: bob) }
        for person in [bob, frank] {
            try await pod.receive(.like(pod.like(post, by: person)), from: person)
            for comment in comments {
                try await pod.receive(
                    .like(pod.like(comment.guid, by: person, type: .comment)), from: person)
            }
        }
        _ = try pod.composer.like(post, as: pod.zoe, with: pod.keys)
        _ = try pod.site.run()
        try #require(try pod.problems() == [])
        try #require(try page().contains("3 likes") && page().contains("2 likes"))
    }

    private func events() throws -> [String] {
        try pod.rows("SELECT id FROM outboxEvent WHERE kind = 'postAnswered'")
    }

    private func page() throws -> String { try pod.page("posts/\(post).html") }

    @Test func ofTwoLikesOfWhoMovedOneCounts() async throws {
        let before = try events()
        try await pod.receiveMove(of: bob, to: frank)
        // One for the likes of the post, and one for those of comments, however many there are.
        #expect(try events().filter { !before.contains($0) }.count == 2)
        _ = try pod.site.run()

        #expect(try pod.problems() == [])
        #expect(try page().contains("2 likes") && page().contains("1 like<"))
        #expect(try !page().contains("\(bob.id)"))
    }

    @Test func whoComesFromAnotherPodIsNamedAsTheyAreHere() async throws {
        let key = try SampleKey.text("bob.pem")
        let archive = try AccountArchive(
            reading: JSONSerialization.data(
                withJSONObject: [
                    "user": [
                        "private_key": key,
                        "profile": ["entity_data": ["author": "\(bob.id)"]],
                    ]
                ]))

        try pod.composer.migrate(
            from: archive, old: try pod.person(bob), to: pod.zoe, with: pod.keys)
        _ = try pod.site.run()

        #expect(try pod.problems() == [])
        #expect(try page().contains("Zoe") && !page().contains("\(bob.id)"))
        #expect(try page().contains("2 likes"))
    }
}
