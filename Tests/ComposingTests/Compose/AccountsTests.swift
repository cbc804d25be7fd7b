import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures

@Suite struct AccountsTests {
    private static let password = "correct horse"

    @Test(arguments: [".hid", ".", "..", "Al ice", "", "a.json"])
    func aNameThatCannotBeIsRefused(name: String) throws {
        #expect(throws: ComposeError.self) {
            try Accounts.check(
                name, email: "a@pod.example", password: Self.password, reserved: [])
        }
    }

    @Test(arguments: [("a@pod", "12345"), ("a@pod.example", "12345"), ("a b@c.example", "123456")])
    func aWrongAddressOrAShortPasswordIsRefusedBeforehand(email: String, password: String) throws {
        #expect(throws: ComposeError.self) {
            try Accounts.check("alice", email: email, password: password, reserved: [])
        }
    }

    @Test func aMailAddressIsForOneAccount() async throws {
        let pod = try SitePod()
        _ = try await add("bob", to: pod)

        await #expect(throws: ComposeError.emailInUse("BOB@pod.example", by: "bob")) {
            _ = try await pod.accounts.add(
                "carol", email: "BOB@pod.example", password: Self.password, roles: [])
        }

        #expect(try pod.database.read { try $0.user(username: "carol") } == nil)
    }

    @Test func aClosedAccountKeepsNoDraft() async throws {
        let pod = try SitePod()
        let author = try await add("bob", to: pod)
        let photo = TakenPhoto(
            fileName: "a.png", width: 1, height: 1, alt: "", isInline: false, versions: [])
        let draft = try pod.composer.saveDraft(
            PostContent(text: "Not for anybody", photos: [photo]), as: author)

        #expect(try pod.accounts.close("bob") == ["a.png"])

        #expect(try pod.database.read { try $0.draft(draft) } == nil)
        #expect(try pod.database.read { try $0.discardedPhotos() } == ["a.png"])
    }

    @Test func aMadeUpPasswordIsAccepted() throws {
        let pod = try SitePod()

        let password = Accounts.madeUpPassword(random: pod.random)

        try Accounts.check("bob", email: "b@pod.example", password: password, reserved: [])
        #expect(password.count == 20)
    }

    private func add(_ name: String, to pod: SitePod) async throws -> Author {
        try await pod.accounts.add(
            name, email: "\(name)@pod.example", password: Self.password, roles: [])
    }
}
