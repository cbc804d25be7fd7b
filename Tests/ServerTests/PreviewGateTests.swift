import Cryptography
import Foundation
import HTTPTypes
import Logging
import Site
import TestSupport
import Testing

@testable import Server

/// A preview is for who has the token that the command printed, and for nobody else on the machine.
struct PreviewGateTests {
    private let token = PreviewToken(random: SystemRandomBytes())

    @Test(arguments: ["/posts/preview", "/drafts", "/about", "/", "/nothing", "/_reload.js"])
    func nobodyPassesWithoutTheToken(path: String) async throws {
        try await withPreview { client in
            let wrong = String(token.text.reversed())
            let requests: [(String, HTTPFields)] = [
                (path, [:]), (path + "?token=", [:]), (path + "?token=" + wrong, [:]),
                (path, [.cookie: "dandelion-preview=\(wrong)"]),
                (path, [.cookie: "dandelion-preview="]), (path, [.cookie: "other=\(token.text)"]),
                (path, [.authorization: token.text]),
            ]
            for (uri, headers) in requests {
                let answer = try await client.get(uri, headers)

                #expect(answer.status == .forbidden)
                #expect(answer.headers[.cacheControl] == "no-store")
                #expect(answer.headers[.setCookie] == nil && !answer.text.contains("Secret"))
            }
        }
    }

    @Test func theTokenOfTheAddressBecomesACookieThatLetsIn() async throws {
        try await withPreview { client in
            let admitted = try await client.get("/posts/preview?token=\(token.text)")
            let cookie = try #require(admitted.headers[.setCookie])
            let value = String(try #require(cookie.split(separator: ";").first))
            let page = try await client.get("/posts/preview", [.cookie: "a=b; \(value)"])
            let other = try await client.get("/about", [.cookie: value])
            let missing = try await client.get("/nothing", [.cookie: value])

            #expect(admitted.status == .seeOther)
            #expect(admitted.headers[.location] == "/posts/preview")
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
            #expect(page.status == .ok && page.text.hasPrefix("Secret words"))
            #expect(other.text.hasPrefix("The file /about.html"))
            #expect(missing.status == .notFound)
            for answer in [admitted, page, other, missing] {
                #expect(answer.headers[.cacheControl] == "no-store")
            }
        }
    }

    @Test func aPageOfThePreviewGoesBeforeThePublicOne() async throws {
        try await withPreview { client in
            let cookie: HTTPFields = [.cookie: "dandelion-preview=\(token.text)"]
            let page = try await client.get("/archive", cookie)

            #expect(page.text.hasPrefix("Secret archive"))
        }
    }

    @Test(arguments: ["//evil.example/x", "/%2e%2e/x", "/a/../b"])
    func anOddPathLeadsNowhereElse(path: String) async throws {
        try await withPreview { client in
            let location = try await client.get("\(path)?token=\(token.text)").headers[.location]

            #expect(location?.hasPrefix("//") == false && location?.hasPrefix("/") == true)
        }
    }

    @Test func noRequestIsLogged() async throws {
        let lines = LogLines()
        try await withPreview(logger: lines.logger) { client in
            _ = try await client.get("/posts/preview?token=\(token.text)")
            _ = try await client.get(
                "/posts/preview", [.cookie: "dandelion-preview=\(token.text)"])
            _ = try await client.get("/posts/preview")
        }

        let text = lines.all.joined(separator: "\n")
        #expect(!text.contains("preview") && !text.contains(token.text))
    }

    private func withPreview(
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ test: @Sendable (RunningPod) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let own = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: own.url.appending(path: "posts"), withIntermediateDirectories: true)
        try Data("Secret words".utf8).write(to: own.url.appending(path: "posts/preview.html"))
        try Data("Secret archive".utf8).write(to: own.url.appending(path: "archive.html"))
        let (builds, _) = AsyncStream.makeStream(of: Void.self)
        let server = PodServer(
            configuration: PodServerConfiguration().onAnyPort, tree: tree.root,
            preview: PrivateTree(root: own.url, token: token), builds: builds, logger: logger)
        try await RunningPod.serving(server, test)
    }
}
