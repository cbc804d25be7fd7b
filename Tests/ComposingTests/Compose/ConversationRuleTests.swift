import Diaspora
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures

/// Who may write to whom on one pod (features F2).
@Suite struct ConversationRuleTests {
    private let pod: FederatedPod
    private let composer: Composer

    init() throws {
        pod = try FederatedPod()
        composer = pod.composer
        try composer.addContact(pod.zoe.person.diasporaID, to: "Friends", of: pod.alice)
    }

    private func write(by composer: Composer? = nil) throws -> GUID {
        try (composer ?? self.composer).startConversation(
            with: [pod.zoe.person.diasporaID], subject: "Tea", text: "Today?", as: pod.alice)
    }

    /// A composer of the same pod, for which alice speaks.
    private var composerOfTheSpokesperson: Composer {
        var settings = pod.settings
        settings.adminAccount = pod.alice.user.username
        return Composer(
            PodContext(
                database: pod.database, settings: settings, clock: pod.clock.pod,
                random: pod.random))
    }

    private static let refusal = ComposeError.takesNoMessages(
        ["zoe@home.example"], from: "alice")

    @Test func somebodyWhoSharesWithThemMayWrite() throws {
        let guid = try write()

        _ = try composer.reply(to: guid, text: "At four", as: pod.alice)

        #expect(try pod.rows("SELECT text FROM message ORDER BY id") == ["Today?", "At four"])
    }

    @Test func whatIsReadIsWhatWasShown() throws {
        let guid = try write()
        for text in ["Or at four", "Or at five"] {
            _ = try composer.reply(to: guid, text: text, as: pod.alice)
        }
        let first = try #require(Int64(try pod.rows("SELECT min(id) FROM message")[0]))
        #expect(try unread(by: pod.zoe) == 3 && unread(by: pod.alice) == 0)
        try composer.markRead(guid, through: first, as: pod.zoe)
        #expect(try unread(by: pod.zoe) == 2)
        // A page that was opened earlier, and is slower, brings nothing back.
        try composer.markRead(guid, through: 0, as: pod.zoe)
        #expect(try unread(by: pod.zoe) == 2)
        try composer.markRead(guid, through: .max, as: pod.zoe)
        #expect(try unread(by: pod.zoe) == 0)
    }

    @Test func attack25AMessageOfSomebodyWhomOneIgnoresIsNotCounted() throws {
        let guid = try write()
        try composer.markRead(guid, through: .max, as: pod.zoe)
        try pod.database.write { transaction in
            try transaction.setBlocked(
                true, personID: pod.alice.person.id, userID: pod.zoe.user.id, at: pod.clock.now)
            let conversation = try #require(try transaction.reading.conversation(guid))
            try transaction.insertMessage(
                guid: GUID(hexadecimal: (7, 7)), conversationID: conversation.id,
                authorID: pod.alice.person.id, text: "Still here", createdAt: pod.clock.now)
        }
        #expect(try unread(by: pod.zoe) == 0)
    }

    @Test func somebodyWhoLeftStaysOutAndTheLastOneTakesTheMessagesAlong() throws {
        let guid = try write()
        try composer.leaveConversation(guid, as: pod.zoe)
        #expect(throws: ComposeError.unknownConversation(guid.string)) {
            try composer.markRead(guid, through: .max, as: pod.zoe)
        }
        #expect(throws: ComposeError.nobodyLeft) {
            _ = try composer.reply(to: guid, text: "Zoe?", as: pod.alice)
        }
        try pod.database.write { transaction in
            let conversation = try #require(try transaction.reading.conversation(guid))
            try transaction.addParticipant(
                pod.zoe.person.id, conversationID: conversation.id)
            let people = try transaction.reading.participants(conversationID: conversation.id)
            #expect(people == [pod.alice.person.id])
        }
        try composer.leaveConversation(guid, as: pod.alice)
        #expect(try pod.rows("SELECT id FROM message") == [])
    }

    private func unread(by author: Author) throws -> Int {
        let rows = try pod.rows(
            "SELECT unreadCount FROM conversationParticipant WHERE personID = \(author.person.id)")
        return try #require(Int(rows[0]))
    }

    @Test func nobodyWritesToSomebodyWhoIgnoresThem() throws {
        try composer.ignore(pod.alice.person.diasporaID, of: pod.zoe)

        #expect(throws: Self.refusal) { try write() }
        #expect(try pod.rows("SELECT id FROM conversation") == [])
    }

    @Test func nobodyGoesOnInAConversationWithSomebodyWhoIgnoresThem() throws {
        let guid = try write()
        try composer.ignore(pod.alice.person.diasporaID, of: pod.zoe)

        #expect(throws: Self.refusal) {
            try composer.reply(to: guid, text: "Hello?", as: pod.alice)
        }
        #expect(try pod.rows("SELECT text FROM message") == ["Today?"])
    }

    @Test func whereOthersReadAConversationItGoesOn() async throws {
        let bob = try RemotePerson.bob()
        try await pod.know(bob)
        try composer.addContact(bob.id, to: "Friends", of: pod.alice)
        let guid = try composer.startConversation(
            with: [pod.zoe.person.diasporaID, bob.id], subject: "Tea", text: "Today?", as: pod.alice
        )
        try composer.ignore(pod.alice.person.diasporaID, of: pod.zoe)

        _ = try composer.reply(to: guid, text: "At four", as: pod.alice)

        #expect(try pod.rows("SELECT text FROM message ORDER BY id") == ["Today?", "At four"])
    }

    @Test func whoSpeaksForThePodReachesEverybodyOnIt() throws {
        try composer.ignore(pod.alice.person.diasporaID, of: pod.zoe)

        _ = try write(by: composerOfTheSpokesperson)

        #expect(try pod.rows("SELECT text FROM message") == ["Today?"])
    }
}
