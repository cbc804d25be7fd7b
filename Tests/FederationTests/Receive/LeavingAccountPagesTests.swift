import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Site

/// What the tree shows of people of this pod who go on elsewhere, or as somebody else here.
@Suite struct LeavingAccountPagesTests {
    private let pod: FederatedPod
    private let frank: RemotePerson
    private let zoe: RemotePerson
    private let alice: RemotePerson
    /// Zoe's, with a new tag, which Alice links to and reshares.
    private let zoesPost: GUID
    private let alicesPost: GUID

    init() async throws {
        pod = try FederatedPod()
        frank = try .frank()
        zoe = try RemotePerson("zoe@home.example", number: 77, key: "zoe")
        alice = try RemotePerson("alice@home.example", number: 78, key: "alice")
        try await pod.share(pod.alice, with: frank)
        for number in 1...45 {
            pod.clock.advance(3_600)
            try pod.publish(
                "# Zoe's \(number) #garden", as: number.isMultiple(of: 2) ? pod.zoe : nil)
        }
        zoesPost = try pod.publish("# Beans #beans", as: pod.zoe)
        alicesPost = try pod.publish(
            "# For @{zoe@home.example}\n\nSee diaspora://\(zoe.id)/post/\(zoesPost)")
        _ = try pod.publishLimited("For few", as: pod.zoe)
        _ = try pod.composer.reshare(zoesPost, as: pod.alice)
        for author in [pod.zoe, pod.alice] {
            _ = try pod.composer.comment(
                on: alicesPost, text: "I, @{zoe@home.example}", as: author, with: pod.keys)
            _ = try pod.composer.like(alicesPost, as: author, with: pod.keys)
        }
        try await pod.receive(.like(pod.like(alicesPost, by: frank)), from: frank)
        _ = try pod.site.run()
        try sign()
        try #require(try pod.problems() == [])
        try #require(pod.hasFile("fetch/post/\(zoesPost)"))
    }

    /// Signs the documents of posts, and writes them.
    private func sign() throws {
        let signer = EnvelopeSigner(context: pod.context, keys: pod.keys, logger: pod.logger)
        while try signer.run() > 0 {}
        _ = try pod.site.run()
    }

    private func move(_ old: RemotePerson, to new: RemotePerson) async throws {
        try await pod.receiveMove(of: old, to: new)
        let events = try pod.database.read { try $0.unplannedEvents(limit: 10_000) }
        #expect(!events.isEmpty && !events.contains { $0.kind == SiteChange.everything })
        _ = try pod.site.run()
    }

    @Test func whoGoesToAnotherPodLeavesNoPageAndNoLinkToOne() async throws {
        try await move(zoe, to: frank)

        #expect(try pod.problems() == [])
        #expect(!pod.hasFile("posts/\(zoesPost).html") && !pod.hasFile("u/zoe.html"))
        #expect(!pod.hasFile("tags/beans.html") && pod.hasFile("tags/garden.html"))
        let new = try #require(try pod.person(frank))
        #expect(try pod.post(zoesPost)?.authorID == new.id)
        #expect(
            try pod.rows("SELECT COUNT(*) FROM post WHERE authorID = \(pod.zoe.person.id)") == ["0"]
        )
        // Of two likes of one person one stays.
        #expect(try pod.page("posts/\(alicesPost).html").contains("2 likes"))
        #expect(
            try pod.rows(
                """
                SELECT COUNT(*) FROM publicEnvelope JOIN post ON post.id = postID
                WHERE authorID <> \(pod.alice.person.id)
                """) == ["0"])
        #expect(!pod.hasFile("fetch/post/\(zoesPost)"))
    }

    @Test func whoGoesOnAsSomebodyElseHereIsInTheListsOfThatOne() async throws {
        try await move(zoe, to: alice)

        #expect(try pod.problems() == [])
        #expect(!pod.hasFile("u/zoe.html") && pod.hasFile("posts/\(zoesPost).html"))
        #expect(try pod.page("posts/\(zoesPost).html").contains("href=\"/u/alice\""))
        #expect(try pod.post(zoesPost)?.authorID == pod.alice.person.id)
        let count = try pod.database.read { try $0.count(.person(pod.alice.person.id)) }
        #expect(count == 48)
        #expect(try pod.page("posts/\(alicesPost).html").contains("2 likes"))
        // What stood there was signed by somebody who is gone.
        #expect(!pod.hasFile("fetch/post/\(zoesPost)"))
        try sign()
        let document = try Data(
            contentsOf: pod.folder.tree.appending(path: "fetch/post/\(zoesPost)"))
        #expect(try MagicEnvelope(parsing: Array(document)).sender == alice.id)
    }

    @Test func whatBothResharedIsResharedOnce() async throws {
        let post = try pod.publish("# Shared by both")
        let root = pod.post("Theirs", by: frank)
        try await pod.receive(.statusMessage(root), from: frank)
        for author in [pod.zoe, pod.alice] {
            _ = try pod.composer.reshare(root.guid, as: author)
        }
        _ = try pod.composer.reshare(post, as: pod.zoe)
        _ = try pod.site.run()

        try await move(zoe, to: alice)

        #expect(try pod.problems() == [])
        #expect(
            try pod.rows("SELECT COUNT(*) FROM post WHERE rootGUID = '\(root.guid)'") == ["1"])
    }
}
