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
