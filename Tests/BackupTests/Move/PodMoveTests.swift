import Cryptography
import Diaspora
import Foundation
import Store
import Testing
import Transport

@testable import Backup
@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Site
@testable import Theming

/// A pod that nobody elsewhere knows gets another address.
@Suite struct PodMoveTests {
    private let pod: FederatedPod
    private let old = PodMove.Address(url: "https://home.example/", authority: "home.example")
    private let new = PodMove.Address(url: "https://new.example/", authority: "new.example")

    init() async throws { pod = try FederatedPod() }

    private func move(isDryRun: Bool = false) throws -> PodMoveReport {
        // As a command does, which has read no key yet.
        let keys = KeyRing(sealer: try Sealer(secret: FederatedPod.secret, random: pod.random))
        return try PodMove(database: pod.database, keys: keys, from: old, to: new)
            .run(isDryRun: isDryRun)
    }

    @Test func peopleLinksAndMentionsGetTheNewAddress() throws {
        let first = try pod.publish("Words")
        let text =
            "[a](https://home.example/posts/\(first)) by @{alice@home.example}, `home.example`"
        let second = try pod.publish(text, as: pod.zoe)

        let report = try move()

        #expect(report == PodMoveReport(people: 2, texts: 1, places: 2, messages: 0))
        #expect(
            try pod.post(second)?.text
                == "[a](https://new.example/posts/\(first)) by @{alice@new.example}, `home.example`"
        )
        #expect(
            try pod.rows("SELECT diasporaID FROM person") == [
                "alice@new.example", "zoe@new.example",
            ])
        #expect(try pod.database.read { try $0.podURL() } == "https://new.example/")
        #expect(try pod.rows("SELECT editedAt, version FROM post") == [" 1", " 1"])
    }

    @Test func answersAndPublicPostsAreSignedAnew() throws {
        let post = try pod.publish("Words")
        let comment = try pod.composer.comment(
            on: post, text: "See https://home.example/", as: pod.zoe, with: pod.keys)
        _ = try pod.composer.like(post, as: pod.zoe, with: pod.keys)
        try pod.damage("UPDATE publicEnvelope SET body = x'00'")

        _ = try move()

        let xml = try #require(try pod.database.read { try $0.commentXML(comment) })
        guard case .comment(let entity) = try EntityReader.read(xml) else {
            Issue.record("no comment")
            return
        }
        #expect(entity.author.description == "zoe@new.example")
        #expect(entity.text == "See https://new.example/")
        let zoe = try #require(
            try pod.database.read { try $0.publicKey(personID: pod.zoe.person.id) })
        #expect(try entity.isSigned(by: RSAPublicKey(pem: zoe)))
        #expect(
            try pod.rows("SELECT instr(CAST(xml AS TEXT), 'zoe@new.example') > 0 FROM liking") == [
                "1"
            ])
        #expect(try pod.rows("SELECT body FROM publicEnvelope") == [""])
    }

    @Test func keysAreSealedForTheNewIDs() throws {
        _ = try move()

        let keys = KeyRing(sealer: try Sealer(secret: FederatedPod.secret, random: pod.random))
        try pod.database.read { database in
            let people = try database.localPeople()
            #expect(people.map(\.diasporaID.username) == ["alice", "zoe"])
            for person in people {
                #expect(
                    try keys.privateKey(of: person, in: database).publicKey.pem
                        == database.publicKey(personID: person.id))
            }
        }
    }

    @Test func picturesOfTextsAreShownFromTheNewAddress() throws {
        let picture = "uploads/images/0123456789abcdef0123456789abcdef.png"
        let post = try pod.publish("![Marsh](https://home.example/\(picture))")
        _ = try pod.site.run()
        try #require(
            try pod.page("posts/\(post).html").contains("src=\"https://home.example/\(picture)\""))

        _ = try move()

        var settings = pod.settings
        settings.url = new.url
        _ = try SiteDispatcher(
            database: pod.database, folder: pod.folder, settings: settings, clock: pod.clock.pod
        ).run()
        let page = try pod.page("posts/\(post).html")
        #expect(page.contains("src=\"https://new.example/\(picture)\""))
        #expect(!page.contains("home.example"))
    }

    @Test func aDryRunTellsTheSameAndChangesNothing() throws {
        _ = try pod.publish("https://home.example/")
        let before = try pod.rows("SELECT diasporaID, text, url FROM person, post, pod")

        #expect(try move(isDryRun: true).places == 1)

        #expect(try pod.rows("SELECT diasporaID, text, url FROM person, post, pod") == before)
        #expect(try move().places == 1)
    }

    @Test func whatHadNotLeftGoesAndContactsAreToldAnew() async throws {
        let bob = try RemotePerson.bob()
        pod.network.deliveries(to: "one.example", .failure(.timedOut))
        pod.network.add(bob)
        _ = try await pod.directory.person(bob.id)
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        _ = try pod.publish("Words")
        _ = try await pod.sending()

        #expect(try move().messages > 0)

        #expect(try pod.rows("SELECT COUNT(*) FROM payload") == ["0"])
        #expect(try pod.composer.shareAgainWithEverybody() == 1)
        #expect(
            try pod.rows("SELECT instr(CAST(body AS TEXT), 'alice@new.example') > 0 FROM payload")
                .allSatisfy { $0 == "1" })
    }

    // MARK: - Once it is known

    @Test func whoReceivedSomethingOfThePodKnowsIt() async throws {
        try await pod.share(pod.alice, with: try .bob())
        _ = try pod.publish("Words")
        _ = try await pod.sending()

        #expect(try pod.database.read { try $0.exposure() }?.kind == .delivered)
        #expect(throws: PodMoveError.self) { try move() }
        #expect(try pod.database.read { try $0.podURL() } == old.url)
    }

    @Test func whoSentSomethingToThePodKnowsIt() async throws {
        try await pod.inbox.accept(Array("anything".utf8), from: "127.0.0.1")

        let exposure = try pod.database.read { try $0.exposure() }
        #expect(exposure?.kind == .received)
        let error = #expect(throws: PodMoveError.self) { try move() }
        guard case .known(_, exposure)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func theFirstNoteStaysWhateverIsPruned() async throws {
        try await pod.inbox.accept(Array("anything".utf8), from: "127.0.0.1")
        let first = try #require(try pod.database.read { try $0.exposure() })
        pod.clock.advance(60 * 86_400)
        try pod.database.write { try $0.noteExposure(.webFinger, at: pod.clock.now) }
        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()

        #expect(try pod.database.read { try $0.exposure() } == first)
    }
}
