import Blocking
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import Server

/// A pod on a real port, spoken to byte by byte.
@Suite(.timeLimit(.minutes(20)))
struct LivePodTests {
    @Test func shutdownFinishesASlowDownloadAndTakesNothingNew() async throws {
        let size = 48 << 20
        try await withPod { pod, tree in
            try tree.write("/files/long.zip", Data(repeating: 0x61, count: size))
            let client = try await pod.connect()
            try await client.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: request("/files/long.zip")))
                var answer = inbound.makeAsyncIterator()
                var text = ByteBuffer()
                while !String(buffer: text).contains("\r\n\r\n") {
                    text.writeImmutableBuffer(try #require(try await answer.next()))
                }

                await pod.group.triggerGracefulShutdown()
                while let late = try? await pod.connect() {
                    try await late.executeThenClose { _, _ in }
                }
                let head = try #require(
                    String(buffer: text).components(separatedBy: "\r\n\r\n").first)
                var received = text.readableBytes - head.utf8.count - 4
                while let bytes = try await answer.next() { received += bytes.readableBytes }

                #expect(head.hasPrefix("HTTP/1.1 200"))
                #expect(received == size)
            }
        }
    }

    @Test func shutdownFinishesARequestThatIsBeingAnswered() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (allowed, allow) = AsyncStream.makeStream(of: Void.self)
        try await withPod(addRoutes: { router in
            router.get("slow") { _, _ in
                start.yield()
                for await _ in allowed { break }
                return "answered"
            }
        }) { pod, _ in
            async let answer = pod.exchange(request("/slow"))
            for await _ in started { break }

            await pod.group.triggerGracefulShutdown()
            allow.yield()

            let text = try await answer
            #expect(text.hasSuffix("\r\n\r\nanswered"))
        }
    }

    @Test func openPagesHearOfBuildsAndDoNotHoldUpTheShutdown() async throws {
        let (builds, build) = AsyncStream.makeStream(of: Void.self)
        try await withPod(builds: builds) { pod, _ in
            let client = try await pod.connect()
            try await client.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: request("/_reload")))
                var heard = ""
                var answer = inbound.makeAsyncIterator()
                while !heard.contains("data: 0"), let bytes = try await answer.next() {
                    heard += String(buffer: bytes)
                }
                build.yield()
                while !heard.contains("data: 1"), let bytes = try await answer.next() {
                    heard += String(buffer: bytes)
                }
                #expect(heard.contains("text/event-stream"))
                await pod.group.triggerGracefulShutdown()
                while try await answer.next() != nil {}
            }
        }
    }

    @Test func aConnectionThatSaysNothingIsClosed() async throws {
        var configuration = PodServerConfiguration()
        configuration.idleTimeout = .milliseconds(50)
        try await withPod(configuration) { pod, _ in
            let toNothing = try await pod.exchange("")
            let toHalfAHead = try await pod.exchange("GET / HTTP/1.1\r\nHost: ")

            #expect(toNothing.isEmpty)
            #expect(toHalfAHead.isEmpty)
        }
    }

    @Test func attack63AHeadThatComesByteByByteHasTheSameTimeAsSilence() async throws {
        var configuration = PodServerConfiguration()
        configuration.idleTimeout = .milliseconds(200)
        try await withPod(configuration) { pod, _ in
            let client = try await pod.connect()
            try await client.executeThenClose { inbound, outbound in
                let trickle = Task {
                    try? await outbound.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: "))
                    var sent = 0
                    while !Task.isCancelled {
                        do { try await outbound.write(ByteBuffer(string: "a")) } catch { break }
                        sent += 1
                        try? await Task.sleep(for: .milliseconds(1))
                    }
                    return sent
                }
                var answer = inbound.makeAsyncIterator()
                while let part = try? await answer.next() { _ = part }
                trickle.cancel()

                // Were each byte new time, only the limit of a head, 32 KB, would end it.
                let sent = await trickle.value
                #expect(sent < 16_000)
            }
        }
    }

    @Test func bodiesOverTheLimitAreRefusedUnreadOrCut() async throws {
        var configuration = PodServerConfiguration()
        configuration.maximumBodyBytes = 1000
        try await withPod(
            configuration,
            addRoutes: { router in
                router.post("count") { request, _ in
                    "\(try await request.body.collect(upTo: 10_000).readableBytes)"
                }
            }
        ) { pod, _ in
            let head = "POST /count HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            let chunk = "1f4\r\n\(String(repeating: "a", count: 500))\r\n"
            func post(_ chunks: Int) async throws -> String {
                try await pod.exchange(
                    head + "Transfer-Encoding: chunked\r\n\r\n"
                        + String(repeating: chunk, count: chunks) + "0\r\n\r\n")
            }

            let taken = try await post(2)
            let cut = try await post(3)
            let refused = try await pod.exchange(head + "Content-Length: 1001\r\n\r\n")

            #expect(taken.hasSuffix("1000"))
            #expect(cut.hasPrefix("HTTP/1.1 413"))
            #expect(refused.hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test func attack62RequestsAreAnsweredWhileAllOtherWorkIsStuck() async throws {
        let receiving = BlockingExecutor(label: "receiving", threads: 4)
        let gate = DispatchSemaphore(value: 0)
        let arrived = DispatchSemaphore(value: 0)
        async let stuck: Void = receiving.run {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { Self.wait(at: gate, saying: arrived) } }
            }
        }

        try await withPod(on: BlockingExecutor(label: "answering", threads: 2)) { pod, tree in
            try tree.write("/page.html", Data("<p>here</p>".utf8))
            for _ in 0..<4 { Self.wait(at: arrived) }

            let answer = try await pod.exchange(request("/page"))

            #expect(answer.hasPrefix("HTTP/1.1 200"))
            for _ in 0..<4 { gate.signal() }
        }
        await stuck
    }

    private static func wait(
        at gate: DispatchSemaphore, saying arrived: DispatchSemaphore? = nil
    ) {
        arrived?.signal()
        gate.wait()
    }

    @Test func headersOverTheLimitAreRefused() async throws {
        var configuration = PodServerConfiguration()
        configuration.maximumHeaderBytes = 1000
        try await withPod(configuration) { pod, _ in
            let long = String(repeating: "a", count: 2000)
            let answer = try await pod.exchange("GET / HTTP/1.1\r\nHost: a\r\nX-A: \(long)\r\n\r\n")

            #expect(!answer.contains("200 OK"))
        }
    }

    @Test(arguments: [
        ("HTTP/1.1", "Host: a\r\nHost: b\r\n"), ("HTTP/1.1", "Host: a\r\nhost: a\r\n"),
        ("HTTP/1.1", ""), ("HTTP/1.0", "Host: a\r\nX: b\r\nHOST: a\r\n"),
    ])
    func aRequestNamesOneHost(version: String, headers: String) async throws {
        try await withPod { pod, _ in
            let end = "Connection: close\r\n\r\n"
            let refused = try await pod.exchange("GET / \(version)\r\n\(headers)\(end)")
            let taken = try await pod.exchange("GET / \(version)\r\nHost: a\r\n\(end)")

            #expect(refused.prefix(12).hasSuffix(" 400"))
            #expect(taken.prefix(12).hasSuffix(" 200"))
        }
    }

    @Test func oldRequestsNeedNoHostAndAreOneAConnectionUnlessTheySaySo() async throws {
        try await withPod { pod, _ in
            let one = try await pod.exchange("GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n")
            let two = try await pod.exchange(
                "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n")

            #expect(one.components(separatedBy: " 200 OK\r\n").count == 2)
            #expect(two.components(separatedBy: " 200 OK\r\n").count == 3)
        }
    }

    @Test func attack63AFullPodHasRoomForANewClient() async throws {
        var configuration = PodServerConfiguration()
        configuration.maximumConnections = 8
        configuration.clients.spareConnections = 4
        configuration.idleTimeout = .seconds(3_600)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (allowed, allow) = AsyncStream.makeStream(of: Void.self)
        try await withPod(
            configuration,
            addRoutes: { router in
                router.get("slow") { _, _ in
                    start.yield()
                    for await _ in allowed { break }
                    return "answered"
                }
            }
        ) { pod, _ in
            // One is being answered, seven say nothing.
            async let answer = pod.exchange(request("/slow"), from: "127.0.0.2")
            for await _ in started { break }
            for number in 3..<10 { try await pod.connectInSilence(from: "127.0.0.\(number)") }

            for number in 10..<30 {
                let new = try await pod.exchange(request("/"), from: "127.0.0.\(number)")
                #expect(new.hasPrefix("HTTP/1.1 200"))
            }
            allow.yield()

            #expect(try await answer.hasSuffix("\r\n\r\nanswered"))
        }
    }

    private func request(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    }

    @Test func filesAreAnsweredWhileAllAnsweringThreadsWait() async throws {
        let (waiting, hasBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        @Sendable func isOpened() -> Bool { gate.wait(timeout: .now() + 60) == .success }
        try await withPod(
            on: BlockingExecutor(label: "pod", threads: 1),
            addRoutes: { router in
                router.get("slow") { _, _ in
                    hasBegun.yield()
                    return isOpened() ? "done" : "nobody came"
                }
            }
        ) { client, tree in
            try tree.write("/robots.txt", "a file")
            async let slow = client.get("/slow")
            for await _ in waiting { break }

            let file = try await client.get("/robots.txt")
            gate.signal()

            #expect(file.text == "a file")
            #expect(try await slow.text == "done")
        }
    }

    private func withPod(
        _ configuration: PodServerConfiguration = PodServerConfiguration(),
        on executor: BlockingExecutor = BlockingExecutor(label: "pod", threads: 4),
        builds: AsyncStream<Void>? = nil,
        addRoutes: @escaping @Sendable (Router<PodRequestContext>) -> Void = { _ in },
        _ test: @escaping @Sendable (RunningPod, SampleTree) async throws -> Void
    ) async throws {
        let tree = try SampleTree()
        defer { tree.remove() }
        let server = PodServer(
            configuration: configuration.onAnyPort, tree: tree.root, builds: builds,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, addRoutes: addRoutes)
        try await RunningPod.running(
            on: executor, { try await test($0, tree) },
            makeService: { ListeningPod(server: server, onListening: $0) })
    }

    private struct ListeningPod: Service {
        let server: PodServer
        let onListening: @Sendable (Int) -> Void

        func run() async throws {
            try await server.run { onListening($0) }
        }
    }
}
