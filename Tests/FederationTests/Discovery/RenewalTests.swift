import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// A pod that was set up anew: its people have other keys and GUIDs under the same IDs.
@Suite struct RenewalTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    /// The same ID at the new pod.
    private let newBob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        newBob = try RemotePerson("bob@one.example", number: 99, key: "eve")
        try await pod.share(pod.alice, with: bob)
        try await pod.hear(bob, sharesWith: pod.alice)
    }

    private func renew() async throws {
        pod.network.add(newBob)
        try pod.composer.renew(try #require(try await pod.directory.change(of: bob.id)))
    }

    @Test func nothingIsTakenOverByItself() async throws {
        pod.network.add(newBob)
        let post = pod.post("Anew", by: newBob)

        try await pod.receive(.statusMessage(post), from: newBob)
        await #expect(throws: DirectoryError.otherGUID(bob.id)) {
            try await pod.directory.discover(bob.id)
        }

        #expect(try pod.post(post.guid) == nil)
        #expect(try pod.person(bob)?.guid == bob.guid)
        let reason = try #require(try pod.heldReasons().first)
        let hint = try #require(SenderHint.allCases.first { $0.sender(in: reason) == bob.id })
        #expect(try pod.database.read { try $0.heldCount(reasonContaining: hint.mark) } == 1)
    }

    @Test func bothIdentitiesAreShownBeforeOneIsTakenOver() async throws {
        #expect(try await pod.directory.change(of: bob.id) == nil)
        pod.network.add(newBob)

        let change = try #require(try await pod.directory.change(of: bob.id))

        #expect(change.known.guid == bob.guid && change.found.guid == newBob.guid)
        #expect(change.known.fingerprint.count == 64 && change.found.fingerprint.count == 64)
        #expect(change.known.fingerprint != change.found.fingerprint)
        #expect(try pod.person(bob)?.guid == bob.guid)
    }

    @Test func whoWasTakenOverIsHeardAndReached() async throws {
        let old = pod.post("Before", by: bob)
        try await pod.receive(.statusMessage(old), from: bob)

        try await renew()

        let new = pod.post("Anew", by: newBob)
        try await pod.receive(.statusMessage(new), from: newBob)
        let person = try #require(try pod.person(bob))
        #expect(person.guid == newBob.guid)
        #expect(try pod.post(new.guid)?.authorID == person.id)
        #expect(try pod.post(old.guid)?.authorID == person.id)
        try await pod.receive(pod.retraction(old.guid, by: newBob), from: newBob)
        #expect(try pod.post(old.guid) == nil)
        #expect(try pod.database.read { try $0.person(bob.guid) } == nil)
    }

    @Test(arguments: [true, false])
    func whatWasHeldOfTheNewOneIsTriedAgainByItself(hasOtherGUID: Bool) async throws {
        let post = pod.post("Anew", by: newBob)
        let comment = try pod.comment("And more", on: post.guid, by: newBob)
        let carol = try RemotePerson.carol()
        try await pod.receive(.statusMessage(post), from: newBob)
        try await pod.receive(.comment(comment), from: newBob)
        // Somebody else's stays where it is, and what ended processes does too.
        try await pod.hear(carol, sharesWith: pod.alice)
        try await pod.receive(
            .statusMessage(pod.post("Not public", by: carol, isPublic: false)), from: carol)
        try await pod.receive(.statusMessage(pod.post("Deadly", by: newBob)), from: newBob)
        try pod.damage(
            """
            INSERT INTO inboxLease (entryID, isAlone, deaths)
                SELECT MAX(id), 1, 3 FROM inboxEntry WHERE sender = 'bob@one.example'
            """)
        #expect(try pod.heldReasons().count == 4)

        if hasOtherGUID {
            pod.network.add(newBob)
            let change = try #require(try await pod.directory.change(of: bob.id))
            #expect(try pod.composer.renew(change) == 2)
        } else {
            pod.network.add(try RemotePerson("bob@one.example", number: 1, key: "eve"))
            _ = try await pod.directory.discover(bob.id)
        }
        try await pod.work()

        #expect(try pod.post(post.guid) != nil && pod.comment(comment.guid) != nil)
        #expect(try pod.heldReasons().count == 2)
        #expect(try pod.waiting() == [])
    }

    @Test func theNewPodIsToldWhoSharesAndGetsWhatWaits() async throws {
        let inbox = "one.example/receive/users/"
        pod.network.deliveries(to: inbox + bob.guid.string, .status(400))
        let guid = try pod.publishLimited("For few")
        try await pod.send()
        #expect(try pod.first(guid).state == .open)

        try await renew()
        try await pod.introduce()

        let kinds = try pod.network.arrivals.filter {
            $0.destination == inbox + newBob.guid.string
        }.map {
            try IncomingMessage(encryptedBody: $0.body, key: newBob.key).entity.name
        }
        #expect(kinds.sorted() == ["contact", "profile", "status_message"])
        #expect(try pod.first(guid).state == .done)
    }

    @Test func theGUIDOfSomebodyElseIsNotTakenOver() async throws {
        let carol = try RemotePerson.carol()
        try await pod.know(carol)
        pod.network.add(try RemotePerson("bob@one.example", number: 2, key: "eve"))
        let change = try #require(try await pod.directory.change(of: bob.id))

        #expect(throws: DirectoryError.takenGUID(bob.id)) { try pod.composer.renew(change) }

        #expect(try pod.person(bob)?.guid == bob.guid)
    }

    @Test func whatChangedSinceItWasShownIsNotTakenOver() async throws {
        pod.network.add(newBob)
        let change = try #require(try await pod.directory.change(of: bob.id))
        try pod.composer.renew(change)

        #expect(throws: ComposeError.self) { try pod.composer.renew(change) }
    }
}
