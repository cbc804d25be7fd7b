import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Server

/// The ID by which the reader of an error, the podmin and a web server in front mean the same request.
struct RequestIDsTests {
    private struct Broken: Error {}

    @Test func thePageOfAFailureHasTheIDThatTheLogHas() async throws {
        let lines = LogLines()
        let id = Mutex("")
        try await withPod(lines) { client, _ in
            let answer = try await client.get("/broken")

            let given = try #require(answer.value("X-Request-Id"))
            #expect(answer.status == .internalServerError)
            #expect(RequestIDs.isID(given))
            #expect(answer.text == "<h1>It failed</h1><p>\(given)</p>")
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
            #expect(
                answer.headers[.contentSecurityPolicy] == AddressTable().pageSecurityPolicy)
            #expect(lines.all.contains("a request failed error=Broken() request=\(given)"))
            id.withLock { $0 = given }
        }
        // Lines of answers are written when the pod has ended, if not before.
        let access = lines.all.first { $0.hasPrefix("answered a request ") }
        let named = id.withLock { $0 }
        #expect(access?.contains(" path=/broken request=\(named) status=500") == true)
    }

    @Test func withoutAPageALineHasTheID() async throws {
        try await withPod { client, tree in
            try FileManager.default.removeItem(at: tree.root.appending(path: "500.html"))

            let answer = try await client.get("/broken")

            let id = try #require(answer.value("X-Request-Id"))
            #expect(answer.text == "500 Internal Server Error\nrequest \(id)\n")
        }
    }

    @Test func noTwoRequestsHaveTheSameAndOthersTellNone() async throws {
        try await withPod { client, _ in
            let first = try await client.get("/broken")
            let second = try await client.get("/broken")

            #expect(first.value("X-Request-Id") != second.value("X-Request-Id"))
            for path in ["/about", "/nowhere"] {
                #expect(try await client.get(path).value("X-Request-Id") == nil)
            }
        }
    }

    @Test func aTrustedWebServersIDIsTaken() async throws {
        var configuration = PodServerConfiguration()
        configuration.trustedProxies = ["127.0.0.1", "::1"].compactMap { AddressRange($0) }
        let lines = LogLines()
        try await withPod(lines, configuration) { client, _ in
            for id in ["0123456789abcdef0123456789ABCDEF", "aB3-_@aB3-_@aB3-_@aB3-_@"] {
                let answer = try await client.get("/broken", try Self.header(id))
                #expect(answer.value("X-Request-Id") == id)
                #expect(answer.text.contains(id))
                #expect(lines.all.contains("a request failed error=Broken() request=\(id)"))
            }
        }
    }

    @Test func attack73NobodyElseChoosesAnIDAndNoneIsAnyText() async throws {
        let id = "0123456789abcdef0123456789abcdef"
        try await withPod { client, _ in
            let answer = try await client.get("/broken", try Self.header(id))
            #expect(answer.value("X-Request-Id") != id)
            #expect(!answer.text.contains(id))
        }
        var configuration = PodServerConfiguration()
        configuration.trustedProxies = ["127.0.0.1", "::1"].compactMap { AddressRange($0) }
        try await withPod(LogLines(), configuration) { client, _ in
            var twice = try Self.header(id)
            twice.append(contentsOf: try Self.header(id))
            let markup = "<script>alert(1)</script>"
            let odd = try [markup, "short", "", id + id + "a"].map(Self.header)
            for headers in odd + [twice] {
                let answer = try await client.get("/broken", headers)
                let given = try #require(answer.value("X-Request-Id"))
                #expect(RequestIDs.isID(given))
                #expect(given != id)
                #expect(!answer.text.contains("<script>"))
            }
        }
    }

    @Test func requestsAreNotLoggedWhereAWebServerDoesItAndFailuresAre() async throws {
        var configuration = PodServerConfiguration()
        configuration.logsRequests = false
        for (lines, configuration) in [
            (LogLines(), configuration),
            (LogLines(level: .warning), PodServerConfiguration()),
        ] {
            try await withPod(lines, configuration) { client, _ in
                let start = lines.all.count
                _ = try await client.get("/about")
                _ = try await client.get("/broken")

                let logged = lines.all.dropFirst(start)
                #expect(logged.count == 1)
                #expect(logged.first?.hasPrefix("a request failed ") == true)
            }
        }
    }

    private static func header(_ id: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(RequestIDs.header)): id]
    }

    private func withPod(
        _ lines: LogLines = LogLines(),
        _ configuration: PodServerConfiguration = PodServerConfiguration(),
        _ test: @escaping @Sendable (RunningPod, SampleTree) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let server = PodServer(
            configuration: configuration.onAnyPort, tree: tree.root, logger: lines.logger
        ) { router in
            router.get("broken") { _, _ -> Response in throw Broken() }
        }
        try await RunningPod.serving(server) { try await test($0, tree) }
    }
}
