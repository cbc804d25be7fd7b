import ArgumentParser
import Composing
import Diaspora
import Foundation
import FoundationNetworking
import Logging
import Server
import Store
import TestSupport
import Testing

@testable import Dandelion

/// The services that `serve` runs, wired as `serve` wires them.
@Suite struct PodServicesTests {
    private let temporary: TemporaryFolder
    private let options: PodOptions
    private let pod: PodApplication

    init() async throws {
        temporary = try TemporaryFolder()
        options = try PodOptions.parse(["--data", temporary.url.path])
        try Data(
            """
            [environment]
            url = "http://pod.example/"
            [federation]
            allow_plain_http = true
            """.utf8
        ).write(to: temporary.url.appending(path: "dandelion.toml"))
        let folder = PodFolder(temporary.url)
        let database = try PodDatabase.create(path: folder.database.path)
        try database.write {
            try $0.insertPod(url: "http://pod.example/", createdAt: Date())
        }
        try Data(repeating: 7, count: 32).write(to: folder.secret)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.secret.path)
        pod = try PodApplication(options: options)
    }

    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs the services while the body asks them.
    private func running(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let services = try PodServices(
            of: pod, options: options, server: pod.serverConfiguration(port: 0), workerCount: 1,
            logger: Self.quiet
        ) { port in continuation.yield(port) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await services.run()
            }
            var port: Int?
            for await found in ports {
                port = found
                break
            }
            try await body(try #require(port))
            group.cancelAll()
        }
    }

    private func get(_ path: String, port: Int) async throws -> (status: Int, text: String) {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        var request = URLRequest(url: url)
        request.setValue("pod.example", forHTTPHeaderField: "Host")
        request.timeoutInterval = 600
        let (data, response) = try await URLSession.shared.data(for: request)
        return (
            (response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self)
        )
    }

    @Test func aPostIsServedOnceTheWorkersWroteItsPage() async throws {
        let author = try await pod.accounts().add(
            "alice", email: "alice@pod.example", password: "a long password", roles: [])
        let guid = try pod.composer.publish(
            PostContent(text: "# Hello\n\nFrom the services."), as: author, for: .everyone)

        try await running { port in
            var answer = try await get("/posts/\(guid)", port: port)
            while answer.status == 404 { answer = try await get("/posts/\(guid)", port: port) }
            #expect(answer.status == 200)
            #expect(answer.text.contains("From the services."))
            let finger = try await get(
                "/.well-known/webfinger?resource=acct:alice@pod.example", port: port)
            #expect(finger.status == 200)
            #expect(finger.text.contains("acct:alice@pod.example"))
        }
    }

    @Test func settingsAreReadAnewOnceTheirFileHasChanged() throws {
        let current = pod.currentSettings(options: options)
        #expect(try current.now().podName == pod.settings.podName)

        let file = temporary.url.appending(path: "dandelion.toml")
        try Data(
            """
            [environment]
            url = "http://pod.example/"
            [settings]
            pod_name = "Another"
            """.utf8
        ).write(to: file)
        #expect(try current.now().podName == "Another")

        try Data("[environment]\nurl = 7".utf8).write(to: file)
        #expect(throws: ConfigurationError.self) { try current.now() }
    }
}
