import Cryptography
import Diaspora
import Foundation
import HTTPTypes
import Logging
import Store
import TestSupport
import Testing

@testable import Server

/// Nothing is at `/_doctor/`, whoever asks; the right word is noted all the same.
struct DoctorRouteTests {
    @Test func attack72TheWordIsNotedAndTheAnswerIsThatToAnyAddressThatIsNotThere() async throws {
        try await withPod { client, book in
            let word = try book.open(random: SystemRandomBytes())
            let unknown = try await client.get("/nothing/here")
            let wrong = try await client.get("/_doctor/\(String(repeating: "0", count: 32))")

            let right = try await client.get("/_doctor/" + word)

            for answer in [wrong, right] {
                #expect(answer.status == .notFound)
                #expect(answer.text == unknown.text)
                #expect(answer.headers.map(\.name) == unknown.headers.map(\.name))
            }
            let sighting = try #require(try book.close())
            #expect(!sighting.isForwarded)
        }
    }

    @Test func whoAsksForWhomIsNoted() async throws {
        try await withPod { client, book in
            let word = try book.open(random: SystemRandomBytes())
            let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
            _ = try await client.get("/_doctor/" + word, [forwarded: "192.0.2.7"])

            #expect(try book.close()?.isForwarded == true)
        }
    }

    private func withPod(
        _ test: @escaping @Sendable (RunningPod, SightingBook) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let folder = try TemporaryFolder()
        let database = try PodDatabase.create(
            path: folder.url.appending(path: "dandelion.sqlite").path)
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        let router = try PodRouter.sample(
            pod: pod, authority: "pod.example", database: database)
        let server = PodServer(
            configuration: PodServerConfiguration().onAnyPort, tree: tree.root,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            addRoutes: router.addRoutes)
        try await RunningPod.serving(server) {
            try await test($0, SightingBook(database: database))
        }
    }
}
