import Diaspora
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Store
import TestSupport
import Testing

@testable import Server

/// The note that somebody on another machine learned the pod's address.
struct ExposureNoteTests {
    private let post = GUID(hexadecimal: (0, 1))
    private let folder: TemporaryFolder
    private let database: PodDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try PodDatabase.create(
            path: folder.url.appending(path: "dandelion.sqlite").path)
        let (post, now) = (post, Date(timeIntervalSince1970: 1))
        let alice = try #require(DiasporaID("alice@pod.example"))
        try database.write { transaction in
            let author = try transaction.insertPerson(
                guid: GUID(hexadecimal: (1, 1)), diasporaID: alice, kind: .local, createdAt: now)
            _ = try transaction.insertPost(
                guid: post, authorID: author, text: "Words", isPublic: true, isSilent: false,
                createdAt: now)
            for waiting in try transaction.reading.unsignedPosts(limit: 1, at: .distantFuture) {
                _ = try transaction.setPublicEnvelope(Array("<signed/>".utf8), of: waiting)
            }
        }
    }

    @Test(
        arguments: [Exposure.Kind.webFinger, .document],
        ["203.0.113.9", "2001:db8::9", "::ffff:203.0.113.9"])
    func aClientOnAnotherMachineMakesThePodKnown(kind: Exposure.Kind, peer: String) async throws {
        #expect(try await ask(path(of: kind), from: peer) == .ok)

        let exposure = try #require(try exposure())
        #expect(exposure.kind == kind)
        #expect(exposure.date == Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test(
        arguments: [Exposure.Kind.webFinger, .document],
        ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])
    func aClientOnThisMachineDoesNot(kind: Exposure.Kind, peer: String) async throws {
        #expect(try await ask(path(of: kind), from: peer) == .ok)

        #expect(try exposure() == nil)
    }

    @Test(arguments: [Exposure.Kind.webFinger, .document])
    func aStrangerBehindATrustedWebServerMakesThePodKnown(kind: Exposure.Kind) async throws {
        let proxies: Set<String> = ["127.0.0.1"]
        for local in ["127.0.0.1", "203.0.113.9, ::1"] {
            #expect(
                try await ask(path(of: kind), from: "127.0.0.1", for: local, proxies) == .ok)
        }
        #expect(try exposure() == nil)

        _ = try await ask(path(of: kind), from: "127.0.0.1", for: "203.0.113.9", proxies)

        #expect(try exposure()?.kind == kind)
    }

    @Test func nobodyElseSaysWhomTheyAskFor() async throws {
        let path = path(of: .webFinger)

        _ = try await ask(path, from: "127.0.0.1", for: "203.0.113.9")
        #expect(try exposure() == nil)
        _ = try await ask(path, from: "203.0.113.9", for: "127.0.0.1", ["127.0.0.1"])
        #expect(try exposure()?.kind == .webFinger)
    }

    @Test func whoFindsNothingLearnsNothing() async throws {
        let missing = GUID(hexadecimal: (0, 2))
        for path in [
            "/fetch/post/\(missing)", "/.well-known/webfinger?resource=acct:bob@pod.example",
        ] {
            #expect(try await ask(path, from: "203.0.113.9") == .notFound)
        }

        #expect(try exposure() == nil)
    }

    @Test func theFirstTimeCounts() async throws {
        for kind in [Exposure.Kind.document, .webFinger] {
            _ = try await ask(path(of: kind), from: "203.0.113.9")
        }

        #expect(try exposure()?.kind == .document)
    }

    private func path(of kind: Exposure.Kind) -> String {
        kind == .document
            ? "/fetch/post/\(post)" : "/.well-known/webfinger?resource=acct:alice@pod.example"
    }

    private func exposure() throws -> Exposure? { try database.read { try $0.exposure() } }

    /// Has a request answered as one of a connection.
    ///
    /// - Parameters:
    ///   - peer: The address of the other end of the connection.
    ///   - client: The client that the other end says it asks for.
    private func ask(
        _ path: String, from peer: String, for client: String? = nil,
        _ trustedProxies: Set<String> = []
    ) async throws -> HTTPResponse.Status {
        let pod = try #require(PodAddress(url: "https://pod.example/"))
        let router = Router(context: PodRequestContext.self)
        try PodRouter.sample(
            pod: pod, authority: "pod.example", database: database, trustedProxies: trustedProxies
        ).addRoutes(to: router)
        let channel = NIOAsyncTestingChannel()
        channel.remoteAddress = try SocketAddress(ipAddress: peer, port: 40_000)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let context = PodRequestContext(
            source: ApplicationRequestContextSource(channel: channel, logger: logger))
        var headers = HTTPFields()
        let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
        if let client { headers[forwarded] = client }
        let request = Request(
            head: HTTPRequest(
                method: .get, scheme: "https", authority: "pod.example", path: path,
                headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        let answer = try await router.buildResponder().respond(to: request, context: context)
        _ = try await channel.finish()
        return answer.status
    }
}
