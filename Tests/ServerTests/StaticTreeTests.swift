import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import TestSupport
import Testing

@testable import Server

struct StaticTreeTests {
    @Test func everyRowIsServedWithItsHeaders() async throws {
        try await withPod { client, _ in
            let table = AddressTable()
            for sample in AddressSamples().files {
                let response = try await client.get(sample.address)
                let expected = table.description(of: sample.file, at: sample.file)
                let head = try await client.head(sample.address)

                #expect(response.status == .ok, "\(sample.address)")
                #expect(response.text == "The file \(sample.file)")
                #expect(response.headers[.contentType] == expected.type, "\(sample.address)")
                #expect(response.headers[.cacheControl] == expected.cacheControl)
                #expect(response.headers[.contentSecurityPolicy] == expected.securityPolicy)
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.value("Referrer-Policy") == "strict-origin-when-cross-origin")
                #expect(response.value("Permissions-Policy")?.hasPrefix("camera=(), ") == true)
                #expect(response.value("Cross-Origin-Opener-Policy") == "same-origin")
                #expect(response.headers[.server] == nil)
                #expect(response.headers[.lastModified] == "Tue, 14 Nov 2023 22:13:20 GMT")
                #expect((response.headers[.vary] != nil) == expected.isCompressed)
                #expect((response.headers[.accessControlAllowOrigin] == "*") == expected.isShared)
                #expect(head.status == .ok && head.text.isEmpty)
                #expect(head.headers[.contentLength] == "\(response.body.readableBytes)")
                #expect(head.headers[.eTag] == response.headers[.eTag])
            }
        }
    }

    @Test func attack29UploadsCannotActAsPages() async throws {
        try await withPod { client, tree in
            try tree.write("/uploads/images/evil.svg", "<svg onload=alert(1)>")

            let response = try await client.get("/uploads/images/evil.svg")

            #expect(response.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func knownFilesAreNotSentAgain() async throws {
        try await withPod { client, tree in
            let tag = try #require(try await client.get("/about").headers[.eTag])

            let same = try await client.get("/about", [.ifNoneMatch: tag])
            try tree.write("/about.html", "Another text")
            let changed = try await client.get("/about", [.ifNoneMatch: tag])

            #expect(same.status == .notModified)
            #expect(same.text.isEmpty)
            #expect(same.headers[.contentLength] == nil)
            #expect(same.headers[.eTag] == tag)
            #expect(changed.status == .ok)
            #expect(changed.text == "Another text")
        }
    }

    @Test func partsOfAFileAreSent() async throws {
        try await withPod { client, tree in
            try tree.write("/files/digits.txt", "0123456789")

            let part = try await client.get("/files/digits.txt", [.range: "bytes=2-4"])
            let beyond = try await client.get("/files/digits.txt", [.range: "bytes=10-"])
            let stale = try await client.get(
                "/files/digits.txt", [.range: "bytes=2-4", .ifRange: "\"old\""])

            #expect(part.status == .partialContent)
            #expect(part.text == "234")
            #expect(part.headers[.contentRange] == "bytes 2-4/10")
            #expect(part.headers[.contentLength] == "3")
            #expect(beyond.status == .rangeNotSatisfiable)
            #expect(beyond.headers[.contentRange] == "bytes */10")
            #expect(stale.status == .ok)
            #expect(stale.text == "0123456789")
        }
    }

    @Test func twinsAreSentToThoseWhoTakeThem() async throws {
        try await withPod { client, tree in
            try tree.write("/about.html.br", "brotli")
            try tree.write("/about.html.gz", "gzip!!")

            let brotli = try await client.get("/about", [.acceptEncoding: "gzip, br"])
            let gzip = try await client.get("/about", [.acceptEncoding: "gzip, br;q=0.2"])
            let plain = try await client.get("/about", [.acceptEncoding: "br;q=0"])

            #expect(brotli.text == "brotli" && brotli.headers[.contentEncoding] == "br")
            #expect(gzip.text == "gzip!!" && gzip.headers[.contentEncoding] == "gzip")
            #expect(plain.text == "The file /about.html" && plain.headers[.contentEncoding] == nil)
            let tags = Set([brotli, gzip, plain].map { $0.headers[.eTag] })
            #expect(tags.count == 3)
            for response in [brotli, gzip, plain] {
                #expect(response.headers[.vary] == "Accept-Encoding")
                #expect(response.headers[.contentType] == "text/html; charset=utf-8")
            }
        }
    }

    @Test func aTwinWithoutItsFileIsNotServed() async throws {
        try await withPod { client, tree in
            try tree.write("/gone.html.gz", "gzip")

            let response = try await client.get("/gone", [.acceptEncoding: "gzip"])

            #expect(response.status == .notFound)
        }
    }

    @Test func otherNamesOfAPageLeadToItsAddress() async throws {
        try await withPod { client, _ in
            for redirect in AddressSamples().redirects {
                let response = try await client.get(redirect.address)
                #expect(response.status == .movedPermanently, "\(redirect.address)")
                #expect(response.headers[.location] == redirect.location)
            }
        }
    }

    @Test func errorPagesAreNotThereWhenAskedForByName() async throws {
        try await withPod { client, _ in
            for address in AddressSamples().errorPages {
                let response = try await client.get(address)
                #expect(response.status == .notFound, "\(address)")
                #expect(response.text == "<h1>Nothing is here</h1>", "\(address)")
                #expect(response.headers[.location] == nil, "\(address)")
            }
        }
    }

    @Test func attack30NoPathLeavesTheTree() async throws {
        try await withPod { client, tree in
            let secret = tree.root.deletingLastPathComponent().appending(
                path: "dandelion-secret.txt")
            try Data("secret".utf8).write(to: secret)
            for path in [
                "/../dandelion-secret.txt", "/%2e%2e/dandelion-secret.txt",
                "/posts/..%2f..%2fdandelion-secret.txt", "/posts/../../dandelion-secret.txt",
                "/..%5cdandelion-secret.txt", "/about%00.txt", "//etc/passwd", "/%2fetc/passwd",
                "/posts//../../dandelion-secret.txt", "/\(String(repeating: "a", count: 3000))",
            ] {
                let response = try await client.get(path)
                #expect([400, 404].contains(response.status.code), "\(path)")
                #expect(!response.text.contains("secret"), "\(path)")
            }
        }
    }

    @Test func attack30PathsAreCutByBytes() async throws {
        try await withPod { client, tree in
            let outside = try TemporaryFolder()
            try tree.link("/out", to: outside.url.path)
            for (path, text) in [
                (outside.url.path + "/\u{301}secret.txt", "secret"),
                (tree.root.path + "/\u{301}mark.txt", "a file of the tree"),
                (tree.root.path + "/posts/.\u{301}hidden.txt", "hidden"),
                (tree.root.path + "/\u{600}.tmp", "hidden"),
                (tree.root.path + "/uploads/\u{301}a.svg", "<svg>"),
            ] {
                #expect(
                    FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
            }

            // A slash and a mark that combines with it are one character to Swift.
            #expect(try await client.get("/out/%CC%81secret.txt").status == .notFound)
            #expect(try await client.get("/%CC%81/../out/%CC%81secret.txt").status == .badRequest)
            #expect(try await client.get("/%CC%81mark.txt").text == "a file of the tree")
            #expect(try await client.get("/posts/.%CC%81hidden.txt").status == .notFound)
            #expect(try await client.get("/%D8%80.tmp").status == .notFound)
            let upload = try await client.get("/uploads/%CC%81a.svg")
            #expect(upload.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
        }
    }

    @Test func attack31PlantedLinksAreNotFollowed() async throws {
        try await withPod { client, tree in
            try tree.link("/passwd.txt", to: "/etc/passwd")
            try tree.link("/about2.html", to: "about.html")
            try tree.link("/etc", to: "/etc")
            try tree.link("/robots.txt.gz", to: "/etc/passwd")

            #expect(try await client.get("/passwd.txt").status == .notFound)
            #expect(try await client.get("/about2").status == .notFound)
            #expect(try await client.get("/etc/passwd").status == .notFound)
            let plain = try await client.get("/robots.txt", [.acceptEncoding: "gzip"])
            #expect(plain.headers[.contentEncoding] == nil)
        }
    }

    @Test func foldersPipesAndHiddenFilesAreNotFound() async throws {
        try await withPod { client, tree in
            for name in AddressSamples().hidden { try tree.write(name, "hidden") }
            #expect(mkfifo(tree.root.appending(path: "pipe.txt").path, 0o600) == 0)

            for path in AddressSamples().hidden + ["/pipe.txt", "/files", "/.well-known"] {
                let response = try await client.get(path)
                #expect(response.status == .notFound, "\(path)")
                #expect(response.text == "<h1>Nothing is here</h1>")
                #expect(response.headers[.contentType] == "text/html; charset=utf-8")
                #expect(
                    response.headers[.contentSecurityPolicy] == AddressTable().pageSecurityPolicy)
            }
        }
    }

    @Test func onlyReadingIsAllowedInTheTree() async throws {
        try await withPod { client, _ in
            let onPage = try await client.send(.post, "/about")
            let onNothing = try await client.send(.post, "/nothing")

            #expect(onPage.status == .methodNotAllowed)
            #expect(onPage.headers[.allow] == "GET, HEAD")
            #expect(onNothing.status == .notFound)
        }
    }

    @Test func oldAddressesAndDeletedPostsAreToldApart() async throws {
        let lookups = TreeLookups(
            redirect: { $0 == "/2014/old.html" || $0 == "/old/post" ? "/posts/nëw" : nil },
            deleted: { $0 == "deleted-0123456789ab" })
        try await withPod(lookups: lookups) { client, tree in
            try tree.write("/2014/old.html", "a small page for readers of a pod that is off")

            for path in ["/2014/old.html", "/old/post/", "/old/post"] {
                let response = try await client.get(path)
                #expect(response.status == .movedPermanently, "\(path)")
                #expect(response.headers[.location] == "/posts/n%C3%ABw")
            }
            for path in ["/posts/deleted-0123456789ab", "/fetch/post/deleted-0123456789ab"] {
                #expect(try await client.get(path).status == .gone)
            }
            #expect(try await client.get("/posts/unknown").status == .notFound)
        }
    }

    @Test func feedsOfOtherProgramsLeadToTheFeedUnlessThePodminOrAPostIsThere() async throws {
        let lookups = TreeLookups(
            redirect: { $0 == "/atom.xml" ? "/posts/x" : nil }, isOwn: { $0 == "/rss.xml" })
        try await withPod(lookups: lookups) { client, tree in
            for name in ["index", "feed", "atom", "rss"] { try tree.write("/\(name).xml", name) }

            for path in ["/index.xml", "/feed.xml", "/feed", "/feed/"] {
                let response = try await client.get(path)
                #expect(response.status == .movedPermanently, "\(path)")
                #expect(response.headers[.location] == "/feed.atom")
            }
            #expect(try await client.get("/atom.xml").headers[.location] == "/posts/x")
            #expect(try await client.get("/rss.xml").text == "rss")

            try tree.write("/feed.html", "a text of the podmin")
            #expect(try await client.get("/feed").text == "a text of the podmin")
            #expect(try await client.get("/feed/").headers[.location] == "/feed")
        }
    }

    @Test func whatIsNotInTheTreeIsAskedOfTheRoutes() async throws {
        try await withPod(addRoutes: { router in
            router.get("stream") { _, _ in "dynamic" }
            router.get("about") { _, _ in "never seen" }
            router.post("about") { _, _ in "posted" }
        }) { client, _ in
            let dynamic = try await client.get("/stream")
            let page = try await client.get("/about")
            let posted = try await client.send(.post, "/about")

            #expect(dynamic.text == "dynamic")
            #expect(
                dynamic.headers[.contentSecurityPolicy] == AddressTable().pageSecurityPolicy)
            #expect(page.text == "The file /about.html")
            #expect(posted.text == "posted")
        }
    }

    @Test func aPodBehindAWebServerLeavesTheTreeToIt() async throws {
        var configuration = PodServerConfiguration()
        configuration.servesTree = false
        try await withPod(configuration) { client, _ in
            let response = try await client.get("/about")

            #expect(response.status == .notFound)
            #expect(response.text == "<h1>Nothing is here</h1>")
        }
    }

    @Test func aPodWithoutATreeStillAnswers() async throws {
        try await withPod { client, tree in
            tree.remove()

            let response = try await client.get("/about")

            #expect(response.status == .notFound)
            #expect(response.text == "404 Not Found\n")
        }
    }

    @Test func attack53AddressesOfStrangersAreNeverRepeated() async throws {
        try await withPod { client, _ in
            let forwardedHost = try #require(HTTPField.Name("X-Forwarded-Host"))
            let forwardedProtocol = try #require(HTTPField.Name("X-Forwarded-Proto"))
            let forwarded = try #require(HTTPField.Name("Forwarded"))
            let headers: HTTPFields = [
                forwardedHost: "evil.example", forwardedProtocol: "gopher",
                forwarded: "host=evil.example",
            ]
            for path in ["/about/", "/about", "/nothing", "/index.html", "//evil.example/"] {
                let response = try await client.get(path, headers)
                #expect(!"\(response.headers)\(response.text)".contains("evil"), "\(path)")
            }
        }
    }

    @Test func pagesReloadOnlyWhenAskedTo() async throws {
        try await withPod { client, _ in
            #expect(try await client.get("/_reload.js").status == .notFound)
            let page = try await client.get("/about")
            #expect(!page.text.contains("_reload"))
        }
        try await withPod(builds: AsyncStream { _ in }) { client, tree in
            try tree.write("/about.html.br", "brotli")
            let page = try await client.get("/about", [.acceptEncoding: "br"])

            #expect(try await client.get("/_reload.js").text.contains("EventSource"))
            #expect(page.text.hasSuffix("<script src=\"/_reload.js\"></script>\n"))
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(page.headers[.eTag] == nil)
            #expect(try await client.get("/robots.txt").text == "The file /robots.txt")
        }
    }

    private func withPod(
        _ configuration: PodServerConfiguration = PodServerConfiguration(),
        lookups: TreeLookups = TreeLookups(), builds: AsyncStream<Void>? = nil,
        addRoutes: @escaping @Sendable (Router<PodRequestContext>) -> Void = { _ in },
        _ test: @escaping @Sendable (RunningPod, SampleTree) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let server = PodServer(
            configuration: configuration.onAnyPort, tree: tree.root, lookups: lookups,
            builds: builds, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            addRoutes: addRoutes)
        try await RunningPod.serving(server) { try await test($0, tree) }
    }
}
