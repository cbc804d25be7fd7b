import Cryptography
import Diaspora
import Foundation
import HTTPTypes
import Logging
import Store
import TestSupport
import Testing
import Theming

@testable import Server

/// Spec: diaspora* federation protocol, "Fetching and backfill".
@Suite struct FetchRouteTests {
    private let open = GUID(slug: "an-open.post", random: 1)
    private let unsigned = GUID(slug: "an-unsigned-post", random: 1)
    private let limited = GUID(hexadecimal: (0, 2))
    private let remote = GUID(hexadecimal: (0, 3))
    private let remoteLimited = GUID(hexadecimal: (0, 4))
    private let poll = GUID(hexadecimal: (0, 5))
    private let comment = GUID(hexadecimal: (0, 6))
    private let limitedComment = GUID(hexadecimal: (0, 7))
    private let remoteComment = GUID(hexadecimal: (0, 8))

    @Test func point10APublicPostIsADocument() async throws {
        try await withPod { client in
            for type in ["post", "status_message"] {
                let answer = try await client.get("/fetch/\(type)/\(open)")

                #expect(answer.status == .ok)
                #expect(answer.headers[.contentType] == "application/magic-envelope+xml")
                #expect(answer.text == "<signed/>")
            }
        }
    }

    @Test func point10AGUIDMayHaveDots() async throws {
        #expect(open.string.contains("."))
        try await withPod { client in
            let answer = try await client.get("/fetch/post/\(open)")
            #expect(answer.status == .ok)
        }
    }

    @Test func point10WhatIsLimitedIsNotThere() async throws {
        try await withPod { client in
            for path in [
                "post/\(limited)", "post/\(remoteLimited)", "comment/\(limitedComment)",
                "post/0000000000000000000000000000ffff", "post/short", "like/\(open)",
                "contact/\(open)", "comment/\(open)", "poll/\(open)",
            ] {
                let answer = try await client.get("/fetch/\(path)")
                #expect(answer.status == .notFound, "\(path)")
                #expect(!answer.text.contains("signed"))
            }
        }
    }

    @Test func point10WhatIsOfAnotherPodIsThere() async throws {
        try await withPod { client in
            for (path, place) in [
                ("post/\(remote)", "post/\(remote)"),
                ("status_message/\(remote)", "status_message/\(remote)"),
                ("comment/\(remoteComment)", "comment/\(remoteComment)"),
            ] {
                let answer = try await client.get("/fetch/\(path)")
                #expect(answer.status == .found)
                #expect(
                    answer.headers[.location] == "https://elsewhere.example/fetch/\(place)")
            }
        }
    }

    @Test func aPollIsThePostThatHasIt() async throws {
        try await withPod { client in
            let answer = try await client.get("/fetch/poll/\(poll)")
            #expect(answer.text == "<signed/>")
        }
    }

    @Test func aCommentIsSignedByItsAuthor() async throws {
        try await withPod { client in
            let answer = try await client.get("/fetch/comment/\(comment)")

            #expect(answer.status == .ok)
            let message = try IncomingMessage(body: Array(answer.text.utf8))
            #expect(message.sender.description == "alice@pod.example")
            #expect(message.entity.guid == comment)
        }
    }

    @Test func whatIsNotSignedYetWillBeSoon() async throws {
        try await withPod { client in
            let answer = try await client.get("/fetch/post/\(unsigned)")

            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "5")
        }
    }

    @Test func aHeadHasNoBody() async throws {
        try await withPod { client in
            let answer = try await client.head("/fetch/post/\(open)")
            #expect(answer.status == .ok && answer.text.isEmpty)
        }
    }

    // MARK: - The pod

    private func withPod(
        _ test: @escaping @Sendable (RunningPod) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(
            path: folder.url.appending(path: "dandelion.sqlite").path)
        try fill(database)
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        let router = try PodRouter.sample(
            pod: pod, authority: "pod.example", database: database)
        let server = PodServer(
            configuration: PodServerConfiguration().onAnyPort, tree: tree.root,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            addRoutes: router.addRoutes)
        try await RunningPod.serving(server, test)
    }

    private func fill(_ database: PodDatabase) throws {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let aliceID = try #require(DiasporaID("alice@pod.example"))
        let bobID = try #require(DiasporaID("bob@elsewhere.example"))
        let key = try RSAPrivateKey(generatingBits: 2_048)
        try database.write { transaction in
            let alice = try transaction.insertPerson(
                guid: GUID(hexadecimal: (1, 1)), diasporaID: aliceID, kind: .local, createdAt: now)
            try transaction.insertKey(
                personID: alice, publicKey: try key.publicKey.pem, privateKey: try key.pem,
                createdAt: now)
            let bob = try transaction.insertPerson(
                guid: GUID(hexadecimal: (1, 2)), diasporaID: bobID, kind: .remote, createdAt: now)
            func post(_ guid: GUID, _ author: Int64, isPublic: Bool) throws -> Int64 {
                try transaction.insertPost(
                    guid: guid, authorID: author, text: "Words", isPublic: isPublic,
                    isSilent: false, createdAt: now)
            }
            let openID = try post(open, alice, isPublic: true)
            let limitedID = try post(limited, alice, isPublic: false)
            _ = try post(remote, bob, isPublic: true)
            _ = try post(remoteLimited, bob, isPublic: false)
            try transaction.insertPoll(
                Poll(
                    guid: poll, question: "Which?",
                    answers: [5, 6].map {
                        Poll.Answer(guid: GUID(hexadecimal: (9, $0)), text: "\($0)")
                    }), postID: openID)
            for waiting in try transaction.reading.unsignedPosts(limit: 10, at: .distantFuture) {
                _ = try transaction.setPublicEnvelope(Array("<signed/>".utf8), of: waiting)
            }
            _ = try post(unsigned, alice, isPublic: true)
            for (guid, postID, author) in [
                (comment, openID, (alice, aliceID)), (limitedComment, limitedID, (alice, aliceID)),
                (remoteComment, openID, (bob, bobID)),
            ] {
                let entity = Entities.Comment(
                    author: author.1, guid: guid, parentGUID: open, text: "Words", createdAt: now)
                _ = try transaction.insertComment(
                    guid: guid, postID: postID, authorID: author.0, text: "Words", createdAt: now,
                    xml: Entity.comment(entity).xml)
            }
        }
    }
}
