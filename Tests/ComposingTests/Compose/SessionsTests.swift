import Cryptography
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures

/// Signing in and out, and what ends a session.
@Suite struct SessionsTests {
    private static let password = "correct horse"

    private let pod: SitePod
    private let sessions: Sessions

    init() async throws {
        pod = try SitePod()
        // As cheap as it gets: how long it takes is not looked at here.
        let cost = try #require(ScryptCost(logarithm: 4, blockSize: 1, parallelism: 1))
        let hasher = PasswordHasher(cost: cost, random: pod.random)
        sessions = Sessions(pod.context, passwords: PasswordCheckLimiter(hasher: hasher))
        let hash = try await hasher.make(Self.password).description
        let (database, userID) = (pod.database, pod.author.user.id)
        try database.write { try $0.setPasswordHash(hash, userID: userID) }
    }

    @Test func aUserIsKnownByTheTokenUntilTheySignOut() async throws {
        let token = try await signIn("Alice ")

        let found = try #require(try sessions.find(token))
        #expect(found.author.user.username == "alice")
        #expect(found.session.device == "a browser")
        #expect(try rows() == 1)

        try sessions.end(found.session)
        #expect(try sessions.find(token) == nil)
    }

    @Test func theDatabaseHasNoToken() async throws {
        let token = try await signIn("alice")
        let digests = try pod.rows("SELECT hex(digest) FROM session")
        #expect(digests.count == 1 && !digests[0].lowercased().contains(token.prefix(16)))
    }

    @Test(arguments: ["alice", "nobody", "", String(repeating: "a", count: 5_000)])
    func aWrongNameAndAWrongPasswordAreToldAlike(name: String) async throws {
        await #expect(throws: SignInError.wrongCredentials) {
            _ = try await sessions.signIn(
                name, password: "wrong horse", from: "192.0.2.1", device: "")
        }
        #expect(try rows() == 0)
    }

    @Test func aLockedAccountSaysSoToWhoKnowsThePassword() async throws {
        try pod.accounts.setLocked(true, username: "alice")

        await #expect(throws: ComposeError.accountLocked("alice")) { _ = try await signIn("alice") }
        await #expect(throws: SignInError.wrongCredentials) {
            _ = try await sessions.signIn("alice", password: "wrong horse", from: "a", device: "")
        }
    }

    @Test func attack52AttemptsFromOneAddressAreCounted() async throws {
        for _ in 0..<SignInThrottle.byAddress.count {
            await #expect(throws: SignInError.wrongCredentials) {
                _ = try await sessions.signIn(
                    "bob", password: "wrong horse", from: "192.0.2.1", device: "")
            }
        }
        await #expect(throws: SignInError.tooOften(minutes: 5)) { _ = try await signIn("alice") }
        // From elsewhere, and later on.
        _ = try await sessions.signIn(
            "alice", password: Self.password, from: "192.0.2.2", device: "")
        pod.clock.advance(301)
        _ = try await signIn("alice")
    }

    @Test func attack52AttemptsAtOneAccountAreCountedUntilOneSucceeds() async throws {
        for number in 0..<SignInThrottle.atAccount.count - 1 {
            await #expect(throws: SignInError.wrongCredentials) {
                _ = try await sessions.signIn(
                    "alice", password: "wrong horse", from: "\(number)", device: "")
            }
        }
        _ = try await sessions.signIn("alice", password: Self.password, from: "own", device: "")
        for number in 0..<SignInThrottle.atAccount.count {
            await #expect(throws: SignInError.wrongCredentials) {
                _ = try await sessions.signIn(
                    "alice", password: "wrong horse", from: "x\(number)", device: "")
            }
        }
        await #expect(throws: SignInError.tooOften(minutes: 60)) {
            _ = try await sessions.signIn("alice", password: Self.password, from: "own", device: "")
        }
    }

    @Test func aSessionEndsTwoWeeksAfterItsLastRequest() async throws {
        let token = try await signIn("alice")
        let almost = Sessions.lifetime - 1
        pod.clock.advance(almost)
        #expect(try sessions.find(token)?.isRenewed == true)
        #expect(try sessions.find(token)?.isRenewed == false)
        pod.clock.advance(almost)
        #expect(try sessions.find(token) != nil)
        pod.clock.advance(Sessions.lifetime + 1)
        #expect(try sessions.find(token) == nil)
    }

    @Test func lockingClosingAndAnotherPasswordEndAllSessions() async throws {
        let accounts = pod.accounts
        for end in [
            { try await accounts.setPassword("another horse", of: pod.author) },
            { try accounts.setLocked(true, username: "alice") },
            { _ = try accounts.close("alice") },
        ] as [() async throws -> Void] {
            try pod.damage(
                """
                INSERT INTO session (digest, userID, device, createdAt, seenAt)
                SELECT randomblob(32), id, '', 0, 0 FROM user WHERE username = 'alice'
                """)
            try await end()
            #expect(try rows() == 0)
        }
    }

    @Test func moreChecksThanAreAllowedAreRefused() async throws {
        let hasher = PasswordHasher(random: pod.random)
        let limiter = PasswordCheckLimiter(hasher: hasher, maximumCount: 2, maximumOfOne: 1)
        try await limiter.admit("192.0.2.1") {
            await #expect(throws: SignInError.busy) { try await limiter.admit("192.0.2.1") {} }
            try await limiter.admit("192.0.2.2") {
                await #expect(throws: SignInError.busy) { try await limiter.admit("192.0.2.3") {} }
            }
            try await limiter.admit("192.0.2.3") {}
        }
        try await limiter.admit("192.0.2.1") {}
    }

    @Test func aNewSessionOfTheSameBrowserEndsTheOldOne() async throws {
        let first = try await signIn("alice")
        let earlier = try #require(try sessions.find(first)).session

        let second = try await sessions.signIn(
            "alice", password: Self.password, from: "192.0.2.1", replacing: earlier, device: "b")

        #expect(try sessions.find(first) == nil)
        #expect(try sessions.find(second) != nil)
    }

    @Test func attack52NamesWithoutEndLeaveNoRows() async throws {
        let name = "a" + String(repeating: "\u{301}", count: 10_000)
        await #expect(throws: SignInError.wrongCredentials) {
            _ = try await sessions.signIn(
                name, password: "wrong horse", from: "192.0.2.1",
                device: String(repeating: "e\u{301}", count: 500))
        }
        #expect(try pod.rows("SELECT subject FROM attempt") == ["192.0.2.1"])
    }

    @Test func oldAttemptsGoWithNewOnes() async throws {
        for number in 0..<20 {
            await #expect(throws: SignInError.wrongCredentials) {
                _ = try await sessions.signIn(
                    "bob", password: "wrong horse", from: "192.0.2.\(number)", device: "")
            }
        }
        pod.clock.advance(2 * 86_400)
        for _ in 0..<4 {
            await #expect(throws: SignInError.wrongCredentials) {
                _ = try await sessions.signIn(
                    "bob", password: "wrong horse", from: "new", device: "")
            }
        }
        #expect(try pod.rows("SELECT subject FROM attempt").sorted() == ["bob", "new"])
    }

    private func signIn(_ name: String) async throws -> String {
        try await sessions.signIn(
            name, password: Self.password, from: "192.0.2.1", device: "a browser")
    }

    private func rows() throws -> Int { try pod.rows("SELECT id FROM session").count }
}
