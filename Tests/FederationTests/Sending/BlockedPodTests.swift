import Diaspora
import Foundation
import Store
import Testing
import Transport
import Workers

@testable import Composing
@testable import Federation
@testable import Outbox
@testable import PodFixtures
@testable import Theming

/// Nothing is received from a blocked pod, fetched from it or sent to it; what is here stays.
@Suite struct BlockedPodTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let eve: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, eve) = (try .bob(), try .carol(), try .eve())
        try await pod.share(pod.alice, with: bob, eve)
        try await pod.hear(eve, sharesWith: pod.alice)
    }

    @discardableResult
    private func block(_ text: String = "evil.example") throws -> Int? {
        let name = try #require(PodName(text))
        return try pod.database.write { try $0.block(name, at: pod.clock.now) }
    }

    private func blocked() throws -> [String] {
        try pod.database.read { try $0.blockedPods() }.map { "\($0.name) \($0.refused)" }
    }

    /// Puts a body into the inbox as if it had come before the pod was blocked.
    private func receiveLate(_ entity: Entity, from person: RemotePerson) async throws {
        let body = try person.envelope(entity)
        _ = try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                [NewInboxEntry(recipientID: nil, body: body, address: "192.0.2.1")],
                at: pod.clock.now)
        }
        try await pod.work()
    }

    // MARK: - Receiving

    @Test func whoNamesABlockedPodIsRefusedBeforeAnythingIsStored() async throws {
        try block()
        pod.clock.advance(1)
        let body = try eve.envelope(.statusMessage(pod.post("Spam", by: eve)))

        await #expect(throws: InboxRefusal.blocked) {
            try await pod.inbox.accept(body, from: "192.0.2.1")
        }

        #expect(try pod.rows("SELECT id FROM inboxEntry") == [])
        try await pod.receive(.statusMessage(pod.post("Ham", by: bob)), from: bob)
        #expect(try pod.rows("SELECT text FROM post") == ["Ham"])
    }

    @Test func whatIsEncryptedOrCameBeforeIsDroppedAndCounted() async throws {
        try block()
        let limited = pod.post("For Alice", by: eve, isPublic: false)

        try await pod.receive(.statusMessage(limited), from: eve, for: pod.alice)
        try await receiveLate(.statusMessage(pod.post("Spam", by: eve)), from: eve)

        #expect(try pod.rows("SELECT id FROM post") == [])
        #expect(try blocked() == ["evil.example 2"])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func whatOthersPassOnOfItIsDropped() async throws {
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try block()
        pod.network.forget()

        try await pod.receive(.comment(pod.comment("Spam", on: post.guid, by: eve)), from: bob)
        try await pod.receive(
            .reshare(
                Entities.Reshare(
                    author: bob.id, guid: pod.newGUID(), createdAt: pod.clock.now,
                    root: .init(author: eve.id, guid: pod.newGUID()))), from: bob)

        #expect(try pod.rows("SELECT id FROM comment") == [])
        #expect(try blocked() == ["evil.example 2"])
        #expect(pod.network.asked == [])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    /// What a contact says to somebody here is the contact's, whoever else was to read it.
    @Test func aConversationIsTakenWithoutThoseOfItWhomNobodyKnows() async throws {
        let mallory = try RemotePerson("mallory@evil.example", number: 60, key: "eve")
        pod.network.add(mallory)
        try await pod.hear(bob, sharesWith: pod.alice)
        try block()
        pod.network.forget()
        let guid = pod.newGUID()
        let message = Entities.Message(
            author: bob.id, guid: pod.newGUID(), text: "Psst", createdAt: pod.clock.now,
            conversationGUID: guid)

        try await pod.receive(
            .conversation(
                Entities.Conversation(
                    author: bob.id, guid: guid, subject: "Among us", createdAt: pod.clock.now,
                    participants: [bob.id, pod.alice.person.diasporaID, mallory.id, eve.id],
                    messages: [message])), from: bob, for: pod.alice)

        let row = try #require(try pod.database.read { try $0.conversation(guid) })
        let readers = try pod.database.read { database in
            try database.participants(conversationID: row.id).map {
                try database.person(id: $0)?.diasporaID
            }
        }
        #expect(Set(readers) == [bob.id, pod.alice.person.diasporaID, eve.id])
        #expect(try pod.rows("SELECT text FROM message") == ["Psst"])
        #expect(pod.network.asked == [])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
        _ = try pod.composer.reply(to: guid, text: "Yes", as: pod.alice)
        #expect(try await pod.sending() == ["one.example bob: message by alice"])
    }

    @Test func aMoveToItIsDropped() async throws {
        let mallory = try RemotePerson("mallory@evil.example", number: 60, key: "eve")
        pod.network.add(mallory)
        try await pod.hear(bob, sharesWith: pod.alice)
        try block()
        let move = try Entities.AccountMigration(
            author: bob.id, profile: Entities.Profile(author: mallory.id)
        ).signed(by: mallory.key)

        try await pod.receive(.accountMigration(move), from: bob)

        #expect(try blocked() == ["evil.example 1"])
        #expect(try pod.contact(pod.alice, bob)?.isSharing == true)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func whatIsHereStays() async throws {
        let post = pod.post("Words", by: eve)
        try await pod.receive(.statusMessage(post), from: eve)

        try block()

        #expect(try pod.post(post.guid) != nil)
        #expect(try pod.contact(pod.alice, eve)?.isSharing == true)
    }

    // MARK: - Fetching

    @Test func itsPeopleAreNotLookedUp() async throws {
        try block("one.example")
        let bob2 = try RemotePerson("bert@one.example", number: 50, key: "bob")
        pod.network.add(bob2)
        pod.network.forget()

        await #expect(throws: DirectoryError.blocked(bob2.id)) {
            try await pod.directory.person(bob2.id)
        }
        #expect(pod.network.asked == [])
        try pod.database.write { _ = try $0.unblock(try #require(PodName("one.example"))) }

        #expect(try await pod.directory.person(bob2.id).guid == bob2.guid)
    }

    @Test func nothingOfItIsFetchedOrChecked() async throws {
        let backfill = Backfill(receiver: pod.receiver, client: pod.client)
        let check = PodCheck(
            database: pod.database, client: pod.client, clock: pod.clock.pod)
        while try await check.runDue() > 0 {}
        try block()
        pod.clock.advance(2 * 86_400)
        let link = "diaspora://\(eve.id)/post/\(pod.newGUID())"
        try await pod.receive(.statusMessage(pod.post("See \(link)", by: bob)), from: bob)
        pod.network.forget()

        while try await backfill.runDue() + backfill.followLinks() + check.runDue() > 0 {}

        #expect(pod.network.asked.filter { $0.contains("evil.example") } == [])
        #expect(pod.network.asked.contains { $0.contains("one.example") })
    }

    @Test func whatItWroteIsNotTakenFromElsewhere() async throws {
        try block()
        let post = pod.post("Spam", by: eve)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try eve.envelope(.statusMessage(post))))

        let failure = await pod.receiver.fetchPost(post.guid, by: bob.id)

        #expect(failure == "the pod evil.example is blocked")
        #expect(try pod.post(post.guid) == nil)
    }

    @Test func noAnswerSendsOnToABlockedPodFromTheMomentItIsBlocked() async throws {
        let (one, two) = (pod.post("One", by: bob), pod.post("Two", by: bob))
        for post in [one, two] {
            pod.network.answer(
                "https://one.example/fetch/post/\(post.guid)",
                .redirected(
                    try bob.envelope(.statusMessage(post)),
                    to: "https://www.evil.example/fetch/post/\(post.guid)"))
        }
        #expect(await pod.receiver.fetchPost(one.guid, by: bob.id) == nil)

        try block()
        let failure = try #require(await pod.receiver.fetchPost(two.guid, by: bob.id))
        #expect(failure.hasSuffix("the host www.evil.example is blocked"))
        #expect(try pod.post(two.guid) == nil)

        try pod.database.write { _ = try $0.unblock(try #require(PodName("evil.example"))) }
        #expect(await pod.receiver.fetchPost(two.guid, by: bob.id) == nil)
    }

    // MARK: - Sending

    @Test func whatWaitsForItIsGivenUpAndNothingNewGoes() async throws {
        pod.network.deliveries(to: "evil.example", .status(400))
        let before = try pod.publish("Before")
        _ = try await pod.sending()
        pod.network.deliveries(to: "evil.example", nil)

        #expect(try block() == 1)
        let after = try pod.publish("After")
        pod.clock.advance(86_400)

        #expect(
            try await pod.sending() == ["one.example all: status_message by alice"])
        #expect(try pod.first(before, at: "evil.example").state == .abandoned)
        #expect(try pod.first(after, at: "evil.example").reason == "not sent: the pod is blocked")
        #expect(try pod.database.read { try $0.waitingHosts(.federation, at: pod.clock.now) } == [])
    }

    /// One that is on its way while the pod is blocked, or was made by an earlier version.
    @Test(arguments: [true, false])
    func whatIsOpenForItIsClosedWhetherThePodIsKnownOrNot(isKnown: Bool) async throws {
        pod.network.deliveries(to: "evil.example", .failure(.timedOut))
        let guid = try pod.publish("Before")
        _ = try await pod.sending()
        let other = try pod.worker()
        pod.clock.advance(400)
        let taken = try pod.database.write { transaction in
            try transaction.leaseDeliveries(
                host: "evil.example", limit: 1, at: pod.clock.now, by: other.id)
        }
        #expect(taken.count == 1)
        #expect(try block() == 0)
        if !isKnown { try pod.damage("DELETE FROM remotePod WHERE authority = 'evil.example'") }
        pod.network.deliveries(to: "evil.example", nil)
        try other.end()

        #expect(try await pod.sending() == [])

        let left = try pod.first(guid, at: "evil.example")
        #expect(left.state == .abandoned && left.reason == "the pod is blocked")
        #expect(try pod.rows("SELECT id FROM delivery WHERE state = 'open'") == [])
    }

    @Test func nobodyBeginsToShareWithItsPeople() async throws {
        try block()

        #expect(throws: ComposeError.blockedPod(of: "eve@evil.example")) {
            try pod.composer.addContact(eve.id, to: "Friends", of: pod.zoe)
        }
        try pod.composer.removeContact(eve.id, of: pod.alice)
        #expect(try await pod.sending() == [])
    }

    @Test func onceUnblockedAllGoesOn() async throws {
        try block()
        #expect(try block() == nil)
        let name = try #require(PodName("evil.example"))
        #expect(try pod.database.write { try $0.unblock(name) })
        #expect(try pod.database.write { try $0.unblock(name) } == false)

        let post = pod.post("Better", by: eve)
        try await pod.receive(.statusMessage(post), from: eve)
        _ = try pod.publish("Words")

        #expect(try pod.post(post.guid) != nil)
        #expect(try await pod.sending().contains("evil.example all: status_message by alice"))
    }

    // MARK: - Names

    @Test func aHostIsBlockedOnEveryPort() async throws {
        let mallory = try RemotePerson("mallory@evil.example:3000", number: 60, key: "eve")
        pod.network.add(mallory)
        try await pod.hear(mallory, sharesWith: pod.alice)
        try block()
        pod.clock.advance(1)
        let post = pod.post("Spam", by: mallory)

        await #expect(throws: InboxRefusal.blocked) {
            try await pod.inbox.accept(mallory.envelope(.statusMessage(post)), from: "192.0.2.1")
        }
        try await receiveLate(.statusMessage(post), from: mallory)
        _ = try pod.publish("Words")

        #expect(try pod.rows("SELECT id FROM post WHERE text = 'Spam'") == [])
        #expect(try await pod.sending() == ["one.example all: status_message by alice"])
        #expect(try blocked() == ["evil.example 1"])
    }

    @Test func otherSpellingsOfAPodAreBlockedWithIt() async throws {
        for (typed, host) in [
            ("EVIL.example", "www.evil.example"), ("https://evil.example/", "evil.example:443"),
            ("www.evil.example.", "evil.example"), ("evil.example:443", "www.evil.example:443"),
        ] {
            try block(typed)
            #expect(try blocked() == ["evil.example 0"], "\(typed)")
            let person = try RemotePerson("mallory@\(host)", number: 77, key: "eve")
            await #expect(throws: DirectoryError.blocked(person.id), "\(host)") {
                try await pod.directory.person(person.id)
            }
            try pod.database.write { _ = try $0.unblock(try #require(PodName(typed))) }
        }
    }
}
