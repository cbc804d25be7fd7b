import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Pipeline

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
        _ = try site.run()
        try #require(try problems() == [])
        try #require(try page().contains("3 likes") && page().contains("2 likes"))
    }

    private var site: SiteDispatcher {
        SiteDispatcher(
            database: pod.database, folder: pod.folder, settings: pod.settings,
            clock: pod.clock.pod)
    }

    private func events() throws -> [String] {
        try pod.rows("SELECT id FROM outboxEvent WHERE kind = 'postAnswered'")
    }

    private func problems() throws -> [String] {
        let check = TreeCheck(
            dispatcher: site, tree: pod.folder.tree, address: "https://home.example",
            room: pod.temporary.url)
        return try check.differences() + check.deadLinks()
            + DatabaseCheck(database: pod.database).findings()
    }

    private func page() throws -> String {
        try String(
            contentsOf: pod.folder.tree.appending(path: "posts/\(post).html"), encoding: .utf8)
    }

    @Test func ofTwoLikesOfWhoMovedOneCounts() async throws {
        let migration = Entities.AccountMigration(
            author: bob.id, profile: Entities.Profile(author: frank.id, editedAt: pod.clock.now))
        let before = try events()
        try await pod.receive(.accountMigration(try migration.signed(by: frank.key)), from: bob)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
        // One for the likes of the post, and one for those of comments, however many there are.
        #expect(try events().filter { !before.contains($0) }.count == 2)
        _ = try site.run()

        #expect(try problems() == [])
        #expect(try page().contains("2 likes") && page().contains("1 like<"))
        #expect(try !page().contains("\(bob.id)"))
    }

    @Test func whoComesFromAnotherPodIsNamedAsTheyAreHere() async throws {
        let folder = try #require(Bundle.module.resourceURL)
        let key = try String(
            contentsOf: folder.appending(path: "Fixtures/federation/keys/bob.pem"),
            encoding: .utf8)
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
        _ = try site.run()

        #expect(try problems() == [])
        #expect(try page().contains("Zoe") && !page().contains("\(bob.id)"))
        #expect(try page().contains("2 likes"))
    }
}
