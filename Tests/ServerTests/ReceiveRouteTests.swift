import Cryptography
import Diaspora
import Federation
import Foundation
import HTTPTypes
import Logging
import NIOCore
import Store
import TestSupport
import Testing

@testable import Server

/// Spec: diaspora* federation protocol, "Routes and status codes".
@Suite struct ReceiveRouteTests {
    private let people = SamplePeople()
    private var alice: GUID { people.alice }
    private var bob: GUID { people.bob }
    private var carol: GUID { people.carol }

    @Test func aMessageForEverybodyIsTaken() async throws {
        try await withPod { client, database in
            let answer = try await client.post("/receive/public", "<me:env/>")

            #expect(answer.status == .accepted)
            let entries = try database.read { try $0.waitingInboxEntries(limit: 10) }
            #expect(entries.map { String(decoding: $0.body, as: UTF8.self) } == ["<me:env/>"])
            #expect(entries.map(\.recipientID) == [nil])
        }
    }

    @Test func aMessageForSomebodyHereIsTakenAndForClosedAccountsToo() async throws {
        try await withPod { client, database in
            for guid in [alice, carol] {
                let answer = try await client.post("/receive/users/\(guid)", "{}")
                #expect(answer.status == .accepted)
            }

            let entries = try database.read { database in
                try database.waitingInboxEntries(limit: 10).map { entry in
                    try entry.recipientID.flatMap { try database.person(id: $0)?.guid }
                }
            }
            #expect(entries == [alice, carol])
        }
    }

    @Test func whoIsNotHereGetsNothing() async throws {
        try await withPod { client, database in
            for guid in ["\(bob)", "0000000000000000000000000000ffff", "short"] {
                let answer = try await client.post("/receive/users/\(guid)", "{}")
                #expect(answer.status == .notFound, "\(guid)")
            }
            #expect(try database.read { try $0.waitingInboxEntries(limit: 10) } == [])
        }
    }

    @Test func whoNamesABlockedPodIsRefused() async throws {
        let keyID = Base64URL.encode(Array("eve@evil.example".utf8))
        let envelope = "<me:env><me:data/><me:sig key_id=\"\(keyID)\">QUJD</me:sig></me:env>"
        try await withPod { client, database in
            try database.write { transaction in
                _ = try transaction.block(PodName(authority: "evil.example"), at: Date())
            }

            let answer = try await client.post("/receive/public", envelope)

            #expect(answer.status == .forbidden)
            #expect(try database.read { try $0.waitingInboxEntries(limit: 10) } == [])
        }
    }

    @Test func theContentTypeDoesNotMatter() async throws {
        try await withPod { client, _ in
            for type in ["application/magic-envelope+xml", "text/plain", "x"] {
                let answer = try await client.post(
                    "/receive/public", "<me:env/>", [.contentType: type])
                #expect(answer.status == .accepted)
            }
        }
    }

    @Test func anEmptyMessageIsNone() async throws {
        try await withPod { client, database in
            let answer = try await client.post("/receive/public", "")
            #expect(answer.status == .badRequest)
            #expect(try database.read { try $0.waitingInboxEntries(limit: 10) } == [])
        }
    }

    @Test func aMessageThatIsTooLongIsRefused() async throws {
        try await withPod { client, database in
            let text = String(repeating: "x", count: InboxLimits().bodyBytes)
            let (longest, tooLong) = (
                try await client.post("/receive/public", text),
                try await client.post("/receive/public", text + "x")
            )
            #expect(longest.status == .accepted && tooLong.status == .contentTooLarge)
            #expect(try database.read { try $0.waitingInboxEntries(limit: 10) }.count == 1)
        }
    }

    @Test func attack21WhoSendsTooMuchIsToldToComeLater() async throws {
        try await withPod(limits: InboxLimits(entries: 20, share: 0.1, reserve: 0)) { client, _ in
            for number in 0..<2 {
                let answer = try await client.post("/receive/public", "\(number)")
                #expect(answer.status == .accepted)
            }
            let answer = try await client.post("/receive/public", "x")
            #expect(answer.status == .tooManyRequests)
            #expect(answer.headers[.retryAfter] == "60")
        }
    }

    @Test func attack21AFullInboxIsSaidToBe() async throws {
        try await withPod(limits: InboxLimits(entries: 2, share: 1, reserve: 0)) { client, _ in
            for number in 0..<2 {
                _ = try await client.post("/receive/public", "\(number)")
            }

            let answer = try await client.post("/receive/users/\(alice)", "x")
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "60")
        }
    }

    @Test func attack53TheAddressIsTakenFromTrustedProxiesAlone() async throws {
        let limits = InboxLimits(entries: 20, share: 0.1, reserve: 0)
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        try await withPod(limits: limits) { client, database in
            for number in 0..<3 {
                let answer = try await client.post(
                    "/receive/public", "\(number)", [name: "192.0.2.\(number)"])
                #expect(answer.status == (number < 2 ? .accepted : .tooManyRequests))
            }
        }
        for proxy in ["127.0.0.1", "::1"] {
            try await withPod(limits: limits, trustedProxies: [proxy, "127.0.0.1", "::1"]) {
                client, database in
                for number in 0..<5 {
                    let answer = try await client.post(
                        "/receive/public", "\(number)",
                        [name: "203.0.113.9, 192.0.2.\(number)"])
                    #expect(answer.status == .accepted)
                }
                let addresses = try database.read { try $0.waitingInboxEntries(limit: 10) }
                    .map(\.address)
                #expect(Set(addresses) == Set((0..<5).map { "192.0.2.\($0)" }))
            }
        }
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("a, 192.0.2.7", "192.0.2.7"), ("192.0.2.7 ", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:DB8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8::%eth0", "2001:db8:0:0::/64"),
        // Of what is no address the web server's own is counted.
        ("unknown", "local"), ("192.0.2.7,", "192.0.2.7"), ("%", "local"), (":", "local"),
        ("192.0.2.7, \u{301}192.0.2.8", "local"), ("", "local"),
    ])
    func attack53AProxysWordIsAnAddress(said: String, counted: String) async throws {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        try await withPod(trustedProxies: ["127.0.0.0/8", "::1"]) { client, database in
            _ = try await client.post("/receive/public", "x", [name: said])

            let addresses = try database.read { try $0.waitingInboxEntries(limit: 10) }
                .map { ["127.0.0.1", "0:0:0:0::/64"].contains($0.address) ? "local" : $0.address }
            #expect(addresses == [counted])
        }
    }

    @Test func nothingIsGotFromAnInbox() async throws {
        try await withPod { client, _ in
            let answer = try await client.get("/receive/public")
            #expect(answer.status == .notFound)
        }
    }

    // MARK: - The pod

    private func withPod(
        limits: InboxLimits = InboxLimits(share: 1), trustedProxies: Set<String> = [],
        _ test: @escaping @Sendable (RunningPod, PodDatabase) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(
            path: folder.url.appending(path: "dandelion.sqlite").path)
        try people.insert(into: database)
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        let router = try PodRouter.sample(
            pod: pod, authority: "pod.example", database: database, limits: limits,
            trustedProxies: trustedProxies)
        let server = PodServer(
            configuration: PodServerConfiguration().onAnyPort, tree: tree.root,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            addRoutes: router.addRoutes)
        try await RunningPod.serving(server) { try await test($0, database) }
    }
}
