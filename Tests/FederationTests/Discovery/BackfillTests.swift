import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// The public posts that somebody wrote before anybody here knew them. Spec: protocol, 2.11.
@Suite struct BackfillTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol) = (try .bob(), try .carol())
        try await pod.know(bob, carol)
    }

    private var backfill: Backfill { Backfill(receiver: pod.receiver, client: pod.client) }
    private var stream: String { PodAddress(of: bob.id).stream(person: bob.guid) }

    private func offer(_ post: Entities.StatusMessage, by person: RemotePerson) throws {
        pod.network.answer(
            PodAddress(of: bob.id).fetch("post", post.guid),
            .document(try person.envelope(.statusMessage(post))))
    }

    private func entry(
        _ post: Entities.StatusMessage, isPublic: Bool = true, by person: RemotePerson
    ) -> PersonStream.Post {
        PersonStream.Post(
            guid: post.guid, isPublic: isPublic, authorGUID: person.guid, authorID: person.id,
            type: "StatusMessage", text: post.text)
    }

    @Test func point15PublicPostsOfAStreamAreFetched() async throws {
        let posts = ["Newest", "Older", "Limited", "Of Carol"].map { pod.post($0, by: bob) }
        for post in posts { try offer(post, by: bob) }
        pod.network.answer(
            stream,
            .document(
                PersonStream(posts: [
                    entry(posts[0], by: bob), entry(posts[1], by: bob),
                    entry(posts[2], isPublic: false, by: bob), entry(posts[3], by: carol),
                ]).json))
        let person = try #require(try pod.person(bob))

        let report = try await backfill.run(person)

        #expect(report == Backfill.Report(fetched: 2, failures: []))
        #expect(try pod.rows("SELECT text FROM post ORDER BY id") == ["Older", "Newest"])
        #expect(try pod.database.read { try $0.backfilledAt(personID: person.id) } != nil)
        #expect(try await backfill.run(person) == Backfill.Report())
    }

    @Test func whoWasLookedUpBeforeIsBackfilledOnceTheyAreAdded() async throws {
        // What `federation fetch` does.
        _ = try await backfill.run(try #require(try pod.person(bob)))
        let post = pod.post("Written since", by: bob)
        try offer(post, by: bob)
        pod.network.answer(stream, .document(PersonStream(posts: [entry(post, by: bob)]).json))

        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        while try await backfill.runDue() > 0 {}

        #expect(try pod.post(post.guid) != nil)
    }

    @Test func whoIsAddedAgainIsBackfilledAgain() async throws {
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        while try await backfill.runDue() > 0 {}
        try pod.composer.removeContact(bob.id, of: pod.alice)
        let post = pod.post("Written between", by: bob)
        try offer(post, by: bob)
        pod.network.answer(stream, .document(PersonStream(posts: [entry(post, by: bob)]).json))

        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        while try await backfill.runDue() > 0 {}

        #expect(try pod.post(post.guid) != nil)
    }

    @Test func aSecondWhoAddsThemCausesNoSecondBackfill() async throws {
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        while try await backfill.runDue() > 0 {}

        try pod.composer.addContact(bob.id, to: "Friends", of: pod.zoe)

        #expect(try await backfill.runDue() == 0)
    }

    @Test func whatWasTakenBackIsNotFetchedAgain() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let post = pod.post("Regretted", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        try offer(post, by: bob)
        pod.network.answer(stream, .document(PersonStream(posts: [entry(post, by: bob)]).json))

        let report = try await backfill.run(try #require(try pod.person(bob)))

        #expect(report == Backfill.Report())
        #expect(try pod.post(post.guid) == nil)
    }

    @Test func anotherDocumentThanTheOneAskedForIsNoSuccess() async throws {
        let (asked, other) = (pod.post("Asked", by: bob), pod.post("Other", by: carol))
        pod.network.answer(
            PodAddress(of: bob.id).fetch("post", asked.guid),
            .document(try carol.envelope(.statusMessage(other))))
        pod.network.answer(stream, .document(PersonStream(posts: [entry(asked, by: bob)]).json))

        let report = try await backfill.run(try #require(try pod.person(bob)))

        #expect(report.fetched == 0 && report.failures.count == 1)
        #expect(try pod.post(asked.guid) == nil)
    }

    @Test func aSuccessIsLoggedWithoutAWordOfFailures() async throws {
        let lines = LogLines()
        var receiver = pod.receiver
        receiver.logger = lines.logger
        _ = try offerPosts(2, by: bob)
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)

        _ = try await Backfill(receiver: receiver, client: pod.client).runDue()

        #expect(
            lines.all == ["got what a new contact wrote before person=\(bob.id) posts=2"])
    }

    @Test func aForgedDocumentIsNotBelieved() async throws {
        let post = pod.post("Forged", by: bob)
        try offer(post, by: carol)
        pod.network.answer(stream, .document(PersonStream(posts: [entry(post, by: bob)]).json))

        let report = try await backfill.run(try #require(try pod.person(bob)))

        #expect(report.fetched == 0 && report.failures.count == 1)
        #expect(try pod.post(post.guid) == nil)
    }

    @Test func aStreamThatCannotBeReadIsReported() async throws {
        pod.network.answer(stream, .document(Array("<html>".utf8)))

        let report = try await backfill.run(try #require(try pod.person(bob)))

        #expect(report.fetched == 0 && report.failures.count == 1)
        #expect(try pod.database.read { try $0.backfilledAt(personID: 1) } == nil)
    }

    // MARK: - Slow pods

    /// Has somebody's stream name so many posts, each of which can be got.
    private func offerPosts(_ count: Int, by person: RemotePerson) throws -> [GUID] {
        let posts = (0..<count).map { pod.post("Number \($0)", by: person) }
        for post in posts {
            pod.network.answer(
                PodAddress(of: person.id).fetch("post", post.guid),
                .document(try person.envelope(.statusMessage(post))))
        }
        pod.network.answer(
            PodAddress(of: person.id).stream(person: person.guid),
            .document(PersonStream(posts: posts.map { entry($0, by: person) }).json))
        return posts.map(\.guid)
    }

    @Test func attack7ASlowPodHoldsUpNobodyElsesBackfill() async throws {
        let slow = SlowNetwork(pod.network)
        let client = FederationClient(
            transport: slow, blocks: PodBlocks(database: pod.database))
        var receiver = Receiver(
            context: pod.context, keys: pod.keys, directory: pod.directory, client: client,
            random: pod.random, logger: pod.logger)
        receiver.postTimeout = .seconds(3_600)
        let backfill = Backfill(receiver: receiver, client: client, uptime: { slow.now })
        let (bobs, carols) = (try offerPosts(40, by: bob), try offerPosts(1, by: carol))
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        try pod.composer.addContact(carol.id, to: "Friends", of: pod.alice)

        #expect(try await backfill.runDue() == 2)

        #expect(try pod.post(carols[0]) != nil)
        #expect(try !bobs.allSatisfy { try pod.post($0) != nil })
        while try await backfill.runDue() > 0 {}
        #expect(try bobs.allSatisfy { try pod.post($0) != nil })
    }

    @Test func attack7APostThatNeverComesIsGivenUp() async throws {
        for guid in try offerPosts(2, by: bob) {
            pod.network.answer(PodAddress(of: bob.id).fetch("post", guid), .silence)
        }
        var receiver = pod.receiver
        receiver.postTimeout = .milliseconds(50)

        let report = try await Backfill(receiver: receiver, client: pod.client)
            .run(try #require(try pod.person(bob)))

        #expect(report.fetched == 0 && report.failures.count == 2)
    }
}
