import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// Posts with more answers than one transaction removes.
@Suite struct DeletedPostTests {
    private static let count = RemovalBudget.transaction.rows + 40
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol) = (try .bob(), try .carol())
        try await pod.share(pod.alice, with: bob)
        try await pod.know(carol)
    }

    private func comments() throws -> [String] { try pod.rows("SELECT COUNT(*) FROM comment") }

    /// Takes in what Bob's pod sends, and removes nothing yet.
    private func receive(_ entities: Entity...) async throws {
        for entity in entities {
            try await pod.inbox.accept(bob.envelope(entity), from: "192.0.2.1")
        }
        while try await pod.receiver.run() > 0 {}
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func aRetractedPostTakesNoAnswerWhileItsAnswersGo() async throws {
        let post = pod.post("Words", by: bob)
        try await receive(.statusMessage(post))
        let answers = try pod.addComments(Self.count, on: post.guid, by: bob)
        let last = try #require(answers.last)

        try await receive(pod.retraction(post.guid, by: bob))

        #expect(try pod.post(post.guid) == nil)
        // The post is one of the rows.
        #expect(try comments() == ["41"])
        let late = try pod.comment("Late", on: post.guid, by: carol)
        try await receive(
            .comment(late), .like(pod.like(post.guid, by: carol)),
            .like(pod.like(last, by: carol, type: .comment)),
            pod.retraction(last, "Comment", by: bob))
        try await receive(.statusMessage(post))
        #expect(try pod.post(post.guid) == nil && pod.comment(late.guid) == nil)
        #expect(try comments() == ["41"])
        #expect(try pod.rows("SELECT * FROM liking") == [])

        var left: [String] = []
        while true {
            // Each as if it were another process.
            var receiver = pod.receiver
            receiver.removalBudget = RemovalBudget(rows: 10, bytes: 1 << 20)
            guard try receiver.removeRemains() else { break }
            left += try comments()
            #expect(try pod.comment(last) == nil)
        }

        #expect(left == ["31", "21", "11", "1", "0"])
        #expect(try pod.rows("SELECT * FROM post") == [])
        try expectTombstones(of: answers)
    }

    private func expectTombstones(of comments: [GUID]) throws {
        let bobID = try #require(try pod.person(bob)?.id)
        try pod.database.read { database in
            let left = try comments.filter {
                try !database.isDeleted($0, .comment, by: bobID)
            }
            #expect(left == [])
        }
    }

    @Test func whatOneTransactionRemovesIsBoundedHoweverManyPostsGo() async throws {
        let posts = (0..<3).map { pod.post("Words \($0)", by: bob) }
        for post in posts {
            try await receive(.statusMessage(post))
            _ = try pod.addComments(RemovalBudget.transaction.rows / 2, on: post.guid, by: bob)
        }

        for post in posts {
            try await pod.inbox.accept(
                bob.envelope(pod.retraction(post.guid, by: bob)), from: "192.0.2.1")
        }
        while try await pod.receiver.run() > 0 {}

        #expect(try posts.allSatisfy { try pod.post($0.guid) == nil })
        // Of the third post nothing; the rows of the posts count too.
        #expect(try comments() == ["\(RemovalBudget.transaction.rows / 2 + 2)"])
        while try pod.receiver.removeRemains() {}
        #expect(try comments() == ["0"])
    }

    @Test func ofADeletedPostOfThisPodNothingIsAnswered() async throws {
        let post = try pod.publish("Ours")
        let answer = try pod.composer.comment(
            on: post, text: "Mine", as: pod.zoe, with: pod.keys)
        let answers = try pod.addComments(Self.count, on: post, by: bob)
        let last = try #require(answers.last)
        let documents = PublicDocuments(database: pod.database, keys: pod.keys, isSecure: true)
        try #require(try documents.document(type: "comment", guid: answer) != nil)

        try pod.composer.delete(post, as: pod.alice)

        #expect(try pod.database.read { try $0.hasDeletedPosts() })
        for (type, guid) in [("post", post), ("comment", answer), ("comment", last)] {
            #expect(try documents.document(type: type, guid: guid) == nil)
        }
        #expect(throws: ComposeError.deleted(post.string)) {
            try pod.composer.checkExists(post)
        }
        for target in [post, last] {
            #expect(throws: ComposeError.self) {
                _ = try pod.composer.like(target, as: pod.alice, with: pod.keys)
            }
        }
        try await receive(.comment(pod.comment("Late", on: post, by: bob)))
        let before = try comments()
        while try pod.receiver.removeRemains() {}
        #expect(before != ["0"])
        #expect(try comments() == ["0"] && pod.rows("SELECT * FROM post") == [])
        try expectTombstones(of: answers)
    }
}
