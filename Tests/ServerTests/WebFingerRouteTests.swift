import Diaspora
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import Logging
import Store
import TestSupport
import Testing

@testable import Server

/// Spec: RFC 7033; diaspora* federation protocol, "WebFinger".
struct WebFingerRouteTests {
    @Test func aUserIsFoundByTheID() async throws {
        try await withPod { client, alice in
            let answer = try await client.get(path + "?resource=acct:alice@pod.example")

            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/jrd+json")
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            let id = try #require(DiasporaID("alice@pod.example"))
            let read = try WebFinger(reading: Data(answer.text.utf8), for: id)
            #expect(read.hCardURL == "https://www.pod.example/hcard/users/\(alice)")
            #expect(read.pod.receive(person: alice).hasPrefix("https://www.pod.example/receive/"))
            #expect(answer.text.contains("\"subject\": \"acct:alice@pod.example\""))
        }
    }

    @Test(arguments: [
        "acct:ALICE@Pod.Example", "alice@pod.example", "acct%3Aalice%40pod.example",
        "%20alice@pod.example%0A", "https://www.pod.example/u/alice",
        "https%3A%2F%2Fwww.pod.example%2Fu%2FAlice", "acct:alice@pod.example&rel=salmon",
    ])
    func theIDMayBeWrittenInManyWays(resource: String) async throws {
        try await withPod { client, _ in
            let answer = try await client.get(path + "?resource=" + resource)

            #expect(answer.status == .ok)
            #expect(answer.text.contains("\"subject\": \"acct:alice@pod.example\""))
        }
    }

    @Test(arguments: [
        "acct:nobody@pod.example", "acct:alice@elsewhere.example", "acct:bob@elsewhere.example",
        "acct:carol@pod.example", "alice", "@", "%00", "%FF", "acct:%D0%B0lice@pod.example",
        "https://www.pod.example/u/", "https://www.pod.example/u/alice/..", "https://evil/u/alice",
        "acct:alice@pod.example:443",
    ])
    func whoIsNotHereOrHasClosedTheAccountIsNotFound(resource: String) async throws {
        try await withPod { client, _ in
            let answer = try await client.get(path + "?resource=" + resource)

            #expect(answer.status == .notFound)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
        }
    }

    @Test(arguments: ["", "?", "?resource", "?resource=", "?rel=x", "?Resource=alice@pod.example"])
    func aRequestWithoutAResourceIsBad(query: String) async throws {
        try await withPod { client, _ in
            let answer = try await client.get(path + query)

            #expect(answer.status == .badRequest)
        }
    }

    @Test func aHeadHasNoBody() async throws {
        try await withPod { client, _ in
            let uri = path + "?resource=acct:alice@pod.example"
            let whole = try await client.get(uri)
            let head = try await client.head(uri)

            #expect(head.status == .ok && head.text.isEmpty)
            #expect(head.headers[.contentLength] == whole.headers[.contentLength])
        }
    }

    @Test func attack53TheAddressesAreThoseOfTheConfiguration() async throws {
        try await withPod { client, _ in
            var headers = HTTPFields()
            for name in [
                "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded",
            ] {
                let name = try #require(HTTPField.Name(name))
                headers[name] = "evil.example"
            }
            let uri = path + "?resource=acct:alice@pod.example"

            let answer = try await client.get(uri, headers)
            let plain = try await client.get(uri)

            #expect(answer.text == plain.text)
            #expect(!answer.text.contains("evil"))
        }
    }

    @Test func aDatabaseThatCannotBeReadKnowsNobodyAndSaysSo() async throws {
        try await withPod(damage: "ALTER TABLE person RENAME TO lost") { client, _ in
            let answer = try await client.get(path + "?resource=acct:alice@pod.example")

            #expect(answer.status == .internalServerError)
        }
    }

    @Test func theRoutesDoNotClash() throws {
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        let folder = try TemporaryFolder()
        let router = Router(context: PodRequestContext.self)

        try PodRouter.sample(
            pod: pod, authority: "pod.example", database: database(in: folder)
        )
        .addRoutes(to: router)

        try router.validate()
    }

    private let path = "/.well-known/webfinger"

    /// A pod with alice, carol who has closed the account, and bob of another pod.
    private func withPod(
        damage: String? = nil,
        _ test: @escaping @Sendable (RunningPod, GUID) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let folder = try TemporaryFolder()
        let database = try database(in: folder)
        let people = SamplePeople()
        try people.insert(into: database)
        if let damage {
            try await DatabaseQueue(path: path(in: folder)).write { try $0.execute(sql: damage) }
        }
        let pod = try #require(PodAddress(url: "https://www.pod.example/"))
        let router = try PodRouter.sample(
            pod: pod, authority: "pod.example", database: database)
        let server = PodServer(
            configuration: PodServerConfiguration().onAnyPort, tree: tree.root,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            addRoutes: router.addRoutes)
        try await RunningPod.serving(server) { try await test($0, people.alice) }
    }

    private func database(in folder: TemporaryFolder) throws -> PodDatabase {
        try PodDatabase.create(path: path(in: folder))
    }

    private func path(in folder: TemporaryFolder) -> String {
        folder.url.appending(path: "dandelion.sqlite").path
    }
}
