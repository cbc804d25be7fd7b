import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Outbox
@testable import PodFixtures
@testable import Site
@testable import Theming

/// What of a post leaves the pod, and when.
@Suite struct SendingTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol) = (try .bob(), try .carol())
        try await pod.share(pod.alice, with: bob, carol)
    }

    private var site: SiteDispatcher {
        SiteDispatcher(
            database: pod.database, folder: pod.folder, settings: pod.settings,
            clock: pod.clock.pod)
    }

    private func posts() throws -> [Entities.StatusMessage] {
        try pod.sent().compactMap { sent in
            if case .statusMessage(let post) = sent.entity { post } else { nil }
        }
    }

    @Test func anEnvelopeIsSignedOnceForAllAndForItsDocument() async throws {
        let guid = try pod.publish("Words")
        try await pod.send()

        let bodies = pod.network.arrivals.map(\.body)
        #expect(bodies.count == 2 && Set(bodies).count == 1)
        #expect(try pod.database.read { try $0.publicDocument(guid) } == bodies.first)
        #expect(
            pod.network.arrivals.allSatisfy { $0.type == "application/magic-envelope+xml" })
    }

    @Test func aPrivateMessageIsEncryptedForEach() async throws {
        _ = try pod.publishLimited("For few")
        try await pod.send()

        #expect(pod.network.arrivals.count == 2)
        #expect(pod.network.arrivals.allSatisfy { $0.type == "application/json" })
        #expect(Set(try pod.sent().map(\.payload)).count == 1)
    }

    // MARK: - The publish barrier

    @Test func nothingOfAPublicPostLeavesBeforeItsPagesAndDocumentAreWritten() async throws {
        _ = try site.run()
        let guid = try pod.publish("Words")

        try await pod.dispatcher.run()
        #expect(pod.network.arrivals.count == 0)
        _ = try site.run()
        let page = pod.folder.tree.appending(path: "posts/\(guid).html").path
        let document = pod.folder.tree.appending(path: "fetch/post/\(guid)").path
        #expect(FileManager.default.fileExists(atPath: page))
        while !FileManager.default.fileExists(atPath: document) {
            #expect(pod.network.arrivals.count == 0)
            try await pod.dispatcher.run()
            #expect(pod.network.arrivals.count == 0)
            _ = try site.run()
        }
        try await pod.dispatcher.run()

        #expect(pod.network.arrivals.count == 2)
        #expect(
            try Array(Data(contentsOf: URL(filePath: document))) == pod.network.arrivals[0].body)
    }

    @Test func aPageThatCannotBeWrittenHoldsItsPostAndWhatIsLimitedGoesOn() async throws {
        _ = try site.run()
        let guid = try pod.publish("# Held up")
        let obstacle = pod.folder.tree.appending(path: "posts/\(guid).html")
        try FileManager.default.createDirectory(
            at: obstacle.appending(path: "x"), withIntermediateDirectories: true)
        let limited = try pod.publishLimited("For few")
        for _ in 0..<3 {
            #expect(try site.run().failures.count == 1)
            try await pod.dispatcher.run()
        }
        #expect(Set(try posts().map(\.guid)) == [limited])

        try FileManager.default.removeItem(at: obstacle)
        for _ in 0..<2 {
            _ = try site.run()
            try await pod.dispatcher.run()
        }

        #expect(Set(try posts().map(\.guid)) == [limited, guid])
    }

    @Test func aLimitedPostWaitsForNoPage() async throws {
        _ = try pod.publishLimited("For few")

        try await pod.dispatcher.run()

        #expect(pod.network.arrivals.count == 2)
    }

    // MARK: - Changes

    @Test func anEditGoesToAllAsANewVersion() async throws {
        let guid = try pod.publish("First words")
        try await pod.send()
        let first = try pod.database.read { try $0.publicDocument(guid) }
        pod.network.forget()
        pod.clock.advance(60)

        try pod.composer.edit(guid, text: "Second words", as: pod.alice)
        #expect(try pod.database.read { try $0.publicDocument(guid) } == nil)
        try await pod.send()

        let posts = try posts()
        #expect(posts.map(\.text) == ["Second words", "Second words"])
        #expect(posts.allSatisfy { $0.editedAt == FederatedPod.start + 60 })
        #expect(posts.allSatisfy { $0.createdAt == FederatedPod.start && $0.guid == guid })
        let document = try pod.database.read { try $0.publicDocument(guid) }
        #expect(document == pod.network.arrivals[0].body && document != first)
        #expect(try pod.ledger(guid).count == 4)
    }

    @Test func anEditBeforeAnythingWasSignedIsSentInItsPlace() async throws {
        let guid = try pod.publish("First words")
        try pod.composer.edit(guid, text: "Second words", as: pod.alice)
        try await pod.send()

        #expect(try posts().map(\.text) == ["Second words", "Second words"])
        #expect(try pod.ledger(guid).allSatisfy { $0.hasSuffix("done 1") })
    }

    @Test func anEditOfWhatIsPlannedAndNotSignedIsSentInItsPlace() async throws {
        let guid = try pod.publish("First words")
        try pod.database.write { transaction in
            _ = try transaction.planPayloads(
                limit: 10, at: pod.clock.now, deadSince: .distantPast)
        }
        try pod.composer.edit(guid, text: "Second words", as: pod.alice)
        try pod.composer.edit(guid, text: "Third words", as: pod.alice)
        try await pod.send()

        #expect(try posts().map(\.text) == ["Third words", "Third words"])
        #expect(try pod.ledger(guid).count == 2)
    }

    @Test func anEditOfWhatWaitsForAPodFollowsIt() async throws {
        pod.network.deliveries(to: "one.example", .status(503))
        let guid = try pod.publish("First words")
        try await pod.send()
        try pod.composer.edit(guid, text: "Second words", as: pod.alice)
        try await pod.send()
        pod.network.forget()

        pod.network.deliveries(to: "one.example", nil)
        pod.clock.advance(400)
        try await pod.send()

        #expect(try posts().map(\.text) == ["First words", "Second words"])
    }

    @Test func anEditThatMentionsSomebodyNewReachesThem() async throws {
        let frank = try RemotePerson.frank()
        try await pod.know(frank)
        let guid = try pod.publish("Words")
        _ = try await pod.sending()

        try pod.composer.edit(guid, text: "Words for @{frank@three.example}", as: pod.alice)

        #expect(try await pod.sending().contains("three.example all: status_message by alice"))
        try pod.composer.delete(guid, as: pod.alice)
        #expect(try await pod.sending().contains("three.example all: retraction by alice"))
    }

    @Test func whatIsDeletedBeforeItIsSentIsNotSent() async throws {
        let guid = try pod.publish("Regretted")
        let limited = try pod.publishLimited("Regretted too")
        try pod.composer.delete(guid, as: pod.alice)
        try pod.composer.delete(limited, as: pod.alice)
        try await pod.send()

        #expect(try posts() == [])
    }

    @Test func whatIsDeletedWhileItWaitsIsNotSent() async throws {
        pod.network.deliveries(to: "one.example", .status(503))
        let guid = try pod.publish("Regretted")
        try await pod.send()
        pod.network.forget()
        try pod.composer.delete(guid, as: pod.alice)
        pod.network.deliveries(to: "one.example", nil)
        pod.clock.advance(400)

        #expect(
            try await pod.sending() == [
                "one.example all: retraction by alice", "two.example all: retraction by alice",
            ])
    }

    // MARK: - Texts

    @Test func aLongPublicPostIsShortenedAndLinksToItsPage() async throws {
        let paragraph = String(repeating: "word ", count: 100)
        let text = Array(repeating: paragraph, count: 200).joined(separator: "\n\n")
        let guid = try pod.publish(text)
        try await pod.send()

        let sent = try #require(try posts().first).text
        #expect(text.unicodeScalars.count > 65_535)
        #expect(sent.unicodeScalars.count < 65_535)
        #expect(sent.hasPrefix(paragraph))
        #expect(sent.hasSuffix("https://home.example/posts/\(guid)"))
        #expect(try pod.post(guid)?.text == text)
    }

    @Test func whoDoesNotGetALimitedPostIsNotMentionedInIt() async throws {
        let frank = try RemotePerson.frank()
        try await pod.know(frank)
        _ = try pod.publishLimited("@{Bob; bob@one.example} and @{Frank; frank@three.example}")
        try await pod.send()

        #expect(
            try posts().map(\.text)
                == Array(
                    repeating: "@{Bob; bob@one.example} and "
                        + "@[Frank](https://home.example/people/\(frank.guid))", count: 2))
    }

    @Test func linksToThisPodAreAbsoluteElsewhere() async throws {
        _ = try pod.publish("See [this](/posts/x)")
        try await pod.send()

        #expect(try posts().first?.text == "See [this](https://home.example/posts/x)")
    }

    @Test func aPollAndAPlaceGoAlong() async throws {
        var content = PostContent(text: "Where?")
        content.poll = PostContent.Poll(question: "Which?", answers: ["A", "B"])
        content.location = PostContent.Location(
            address: "Berlin", coordinates: .init(latitude: 52.5, longitude: 13.4))
        _ = try pod.composer.publish(content, as: pod.alice, for: .everyone)
        try await pod.send()

        let post = try #require(try posts().first)
        #expect(post.poll?.question == "Which?")
        #expect(post.poll?.answers.map(\.answer) == ["A", "B"])
        #expect(
            post.location
                == Entities.Location(address: "Berlin", latitude: "52.5", longitude: "13.4"))
    }

    @Test func postsThatWereNotPublishedHereNowAreNotSent() async throws {
        try pod.database.write { transaction in
            _ = try transaction.insertPost(
                guid: GUID(slug: "an-old-post", random: 1), authorID: pod.alice.person.id,
                text: "Old words", isPublic: true, isSilent: true, createdAt: FederatedPod.start)
        }
        let guid = GUID(slug: "an-old-post", random: 1)
        #expect(try await pod.sending() == [])
        #expect(try pod.database.read { try $0.publicDocument(guid) } != nil)

        try pod.composer.delete(guid, as: pod.alice)

        #expect(try await pod.sending() == [])
    }
}
