import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Sharing, and ending it, between people of this pod and with others.
@Suite struct ContactTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.know(bob)
    }

    private var aliceID: DiasporaID { pod.alice.person.diasporaID }
    private var zoeID: DiasporaID { pod.zoe.person.diasporaID }

    private func contact(_ author: Author, with other: Author) throws -> Contact? {
        try pod.database.read {
            try $0.contact(userID: author.user.id, personID: other.person.id)
        }
    }

    private func contactFromBob(isSharing: Bool) -> Entity {
        .contact(
            Entities.Contact(
                author: bob.id, recipient: aliceID, isFollowing: isSharing, isSharing: isSharing))
    }

    @Test func peopleOfThisPodHearOfEachOtherAtOnce() throws {
        try pod.composer.addContact(zoeID, to: "Friends", of: pod.alice)
        #expect(try contact(pod.alice, with: pod.zoe)?.isReceiving == true)
        #expect(try contact(pod.zoe, with: pod.alice)?.isSharing == true)
        #expect(try contact(pod.zoe, with: pod.alice)?.isReceiving == false)

        try pod.composer.removeContact(zoeID, of: pod.alice)

        #expect(try contact(pod.alice, with: pod.zoe) == nil)
        #expect(try contact(pod.zoe, with: pod.alice) == nil)
        #expect(try pod.rows("SELECT id FROM payload") == [])
    }

    @Test func theLastAspectEndsTheSharing() throws {
        try pod.database.write {
            _ = try $0.insertAspect(name: "Work", userID: pod.alice.user.id)
        }
        try pod.composer.addContact(zoeID, to: "Friends", of: pod.alice)
        try pod.composer.addContact(zoeID, to: "Work", of: pod.alice)

        try pod.composer.removeContact(zoeID, from: "Friends", of: pod.alice)
        #expect(try contact(pod.zoe, with: pod.alice)?.isSharing == true)
        try pod.composer.removeContact(zoeID, from: "Work", of: pod.alice)

        #expect(try contact(pod.zoe, with: pod.alice) == nil)
    }

    @Test func ignoringEndsBothDirectionsAmongPeopleOfThisPod() throws {
        try pod.composer.addContact(zoeID, to: "Friends", of: pod.alice)
        try pod.composer.addContact(aliceID, to: "Friends", of: pod.zoe)

        try pod.composer.ignore(zoeID, of: pod.alice)

        #expect(try contact(pod.alice, with: pod.zoe) == nil)
        #expect(try contact(pod.zoe, with: pod.alice)?.isSharing == false)
        #expect(throws: ComposeError.ignored("\(zoeID)")) {
            try pod.composer.addContact(zoeID, to: "Friends", of: pod.alice)
        }
        // What Zoe does about it does not reach Alice.
        try pod.composer.removeContact(aliceID, of: pod.zoe)
        try pod.composer.addContact(aliceID, to: "Friends", of: pod.zoe)
        #expect(try contact(pod.alice, with: pod.zoe) == nil)
        try pod.composer.unignore(zoeID, of: pod.alice)
        try pod.composer.addContact(zoeID, to: "Friends", of: pod.alice)
        #expect(try contact(pod.zoe, with: pod.alice)?.isSharing == true)
    }

    @Test func attack25WhoIsIgnoredAnswersNothingOfTheirs() throws {
        var content = PostContent(text: "Words")
        content.poll = PostContent.Poll(question: "Which?", answers: ["A", "B"])
        let guid = try pod.composer.publish(content, as: pod.alice, for: .everyone)
        try pod.composer.ignore(zoeID, of: pod.alice)
        let refusal = ComposeError.takesNoAnswers("alice", from: "zoe")

        #expect(throws: refusal) {
            try pod.composer.comment(on: guid, text: "Spite", as: pod.zoe, with: pod.keys)
        }
        #expect(throws: refusal) {
            try pod.composer.like(guid, as: pod.zoe, with: pod.keys)
        }
        #expect(throws: refusal) {
            try pod.composer.vote(in: guid, for: "A", as: pod.zoe, with: pod.keys)
        }
        #expect(throws: refusal) { try pod.composer.reshare(guid, as: pod.zoe) }
        #expect(try pod.rows("SELECT guid FROM comment UNION SELECT guid FROM liking") == [])
    }

    @Test func somebodyOfAnotherPodSharesAndEndsIt() async throws {
        for _ in 0..<2 {
            try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)
            #expect(try pod.contact(pod.alice, bob)?.isSharing == true)
            #expect(try pod.contact(pod.alice, bob)?.isReceiving == false)
            try await pod.receive(contactFromBob(isSharing: false), from: bob, for: pod.alice)
            #expect(try pod.contact(pod.alice, bob) == nil)
        }
    }

    @Test func endingKeepsTheOtherDirection() async throws {
        try await pod.share(pod.alice, with: bob)
        try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)
        try await pod.receive(contactFromBob(isSharing: false), from: bob, for: pod.alice)

        let contact = try #require(try pod.contact(pod.alice, bob))
        #expect(contact.isReceiving && !contact.isSharing)
        #expect(
            try pod.database.read { try $0.aspectNames(contactID: contact.id) } == ["Friends"])
    }

    @Test func attack25WhoIsIgnoredCannotShare() async throws {
        try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)
        try pod.composer.ignore(bob.id, of: pod.alice)

        try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)

        #expect(try pod.contact(pod.alice, bob) == nil)
        #expect(try pod.heldReasons() == ["bob@one.example is ignored by alice"])
    }

    @Test func whoIsIgnoredGetsNothingMore() async throws {
        try await pod.share(pod.alice, with: bob)
        try pod.composer.ignore(bob.id, of: pod.alice)
        _ = try await pod.sending()

        _ = try pod.publish("Words")
        _ = try pod.publishLimited("For few")

        #expect(try await pod.sending() == [])
    }

    @Test func aContactForNobodyHereIsRefused() async throws {
        let contact = Entities.Contact(
            author: bob.id, recipient: try #require(DiasporaID("nobody@home.example")))

        try await pod.receive(.contact(contact), from: bob, for: pod.alice)

        #expect(try pod.heldReasons() == ["nobody@home.example is nobody here"])
    }

    @Test func aConversationIsTakenFromContactsAlone() async throws {
        func conversation() -> Entities.Conversation {
            Entities.Conversation(
                author: bob.id, guid: pod.newGUID(), subject: "S", createdAt: pod.clock.now,
                participants: [bob.id, aliceID], messages: [])
        }
        try await pod.receive(.conversation(conversation()), from: bob, for: pod.alice)
        #expect(try pod.rows("SELECT * FROM conversation") == [])

        try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)
        try await pod.receive(.conversation(conversation()), from: bob, for: pod.alice)

        #expect(try pod.rows("SELECT subject FROM conversation") == ["S"])
    }

    @Test func aStrangersConversationMakesThePodAskForNobody() async throws {
        let conversation = Entities.Conversation(
            author: bob.id, guid: pod.newGUID(), subject: "S", createdAt: pod.clock.now,
            participants: [bob.id, aliceID]
                + (0..<100).compactMap { DiasporaID("victim\($0)@victim.example") },
            messages: [])

        try await pod.receive(.conversation(conversation), from: bob, for: pod.alice)

        #expect(pod.network.asked == [])
        #expect(
            try pod.heldReasons() == ["bob@one.example is not among the contacts of alice"])
    }

    @Test func aContactsConversationMakesItsParticipantsKnown() async throws {
        try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)
        let carol = try RemotePerson.carol()
        pod.network.add(carol)
        let conversation = Entities.Conversation(
            author: bob.id, guid: pod.newGUID(), subject: "S", createdAt: pod.clock.now,
            participants: [bob.id, aliceID, carol.id], messages: [])

        try await pod.receive(.conversation(conversation), from: bob, for: pod.alice)
        _ = try pod.composer.reply(to: conversation.guid, text: "Hi", as: pod.alice)

        #expect(
            try await pod.sending() == [
                "one.example bob: message by alice", "two.example carol: message by alice",
            ])
    }

    @Test func eachOfAConversationReadsItOnceItCameToThem() async throws {
        try await pod.receive(contactFromBob(isSharing: true), from: bob, for: pod.alice)
        try pod.composer.ignore(bob.id, of: pod.zoe)
        let guid = pod.newGUID()
        let conversation = Entities.Conversation(
            author: bob.id, guid: guid, subject: "S", createdAt: pod.clock.now,
            participants: [bob.id, aliceID, zoeID],
            messages: [
                Entities.Message(
                    author: bob.id, guid: pod.newGUID(), text: "Hi", createdAt: pod.clock.now,
                    conversationGUID: guid)
            ])
        func readers() throws -> [String] {
            try pod.rows(
                """
                SELECT diasporaID, unreadCount FROM conversationParticipant
                JOIN person ON person.id = personID ORDER BY diasporaID
                """)
        }

        try await pod.receive(.conversation(conversation), from: bob, for: pod.alice)
        try await pod.receive(.conversation(conversation), from: bob, for: pod.zoe)
        #expect(try readers() == ["alice@home.example 1", "bob@one.example 0"])

        try pod.composer.unignore(bob.id, of: pod.zoe)
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.zoe)
        try await pod.receive(.conversation(conversation), from: bob, for: pod.zoe)
        try await pod.receive(.conversation(conversation), from: bob, for: pod.zoe)
        #expect(
            try readers() == [
                "alice@home.example 1", "bob@one.example 0", "zoe@home.example 1",
            ])
    }

    @Test func aMessageByWhoIsNotInTheConversationIsRefused() async throws {
        let eve = try RemotePerson.eve()
        try await pod.know(eve)
        try await pod.share(pod.alice, with: bob)
        let guid = try pod.composer.startConversation(
            with: [bob.id], subject: "S", text: "Hi", as: pod.alice)
        let message = Entities.Message(
            author: eve.id, guid: pod.newGUID(), text: "Me too", createdAt: pod.clock.now,
            conversationGUID: guid)

        try await pod.receive(.message(message), from: eve, for: pod.alice)

        #expect(try pod.rows("SELECT text FROM message") == ["Hi"])
        #expect(try pod.heldReasons() == ["eve@evil.example is not in the conversation"])
    }

    @Test func anOlderProfileThatComesLateChangesNothing() async throws {
        for (name, seconds) in [("Newer", 20.0), ("Older", 10), ("Newest", 30)] {
            try await pod.receive(
                .profile(
                    Entities.Profile(
                        author: bob.id, editedAt: FederatedPod.start + seconds, firstName: name,
                        bio: "About me")), from: bob, for: pod.alice)
        }
        #expect(
            try pod.rows(
                "SELECT firstName, bio FROM profile JOIN person ON person.id = personID "
                    + "WHERE kind = 'remote'") == ["Newest About me"])
    }
}
