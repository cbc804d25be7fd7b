import Synchronization
import Testing

@testable import Transport

@Suite struct CurlTransportTests {
    @Test func aDeliveryArrivesAsItWasGiven() async throws {
        let received = Mutex<[ReceivedRequest]>([])
        let server = try LoopbackServer { connection in
            while let request = connection.readRequest() {
                received.withLock { $0.append(request) }
                connection.reply("", status: "202 Accepted", headers: "X-A:  1 \r\nx-a: 2\r\n")
            }
        }
        var request = try server.request(.post, "/receive/public?x=1", kind: .deliver)
        request.headers = [HeaderField("Content-Type", "application/magic-envelope+xml")]
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        request.body = OutboundBody(bytes)

        let response = try await CurlTransport.development().send(request)

        #expect(response.status == 202)
        #expect(response.isSuccess)
        #expect(response.header("X-a") == "1")
        #expect(response.url == request.url && response.redirects.isEmpty)
        let requests = received.withLock { $0 }
        let arrived = try #require(requests.first)
        #expect(arrived.line == "POST /receive/public?x=1 HTTP/1.1")
        #expect(arrived.body == bytes)
        #expect(arrived.field("User-Agent") == "test")
        #expect(arrived.field("Content-Type") == "application/magic-envelope+xml")
        #expect(arrived.field("Content-Length") == "200000")
        #expect(arrived.field("Expect") == nil)
        #expect(arrived.field("Cookie") == nil)
    }

    @Test func aHeadHasNoBody() async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n")
            }
        }

        let response = try await CurlTransport.development().send(server.request(.head))

        #expect(response.header("content-length") == "5000000")
        #expect(response.body.isEmpty)
    }

    @Test func aCompressedAnswerIsDecompressed() async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                // "hello\n", by gzip -n.
                let gzip: [UInt8] = [
                    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 2, 0,
                    0x20, 0x30, 0x3A, 0x36, 6, 0, 0, 0,
                ]
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(gzip.count)\r\n\r\n"
                )
                _ = connection.write(gzip)
            }
        }

        let response = try await CurlTransport.development().send(server.request())

        #expect(response.body == Array("hello\n".utf8))
    }

    @Test func anInterimAnswerIsNotTheAnswer() async throws {
        let server = try LoopbackServer(
            raw: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        let response = try await CurlTransport.development().send(server.request())

        #expect(response.status == 404)
        #expect(response.header("Link") == nil)
    }

    @Test func oneConnectionServesManyRequests() async throws {
        let server = try LoopbackServer(answering: "x")
        let transport = try CurlTransport.development()

        for _ in 0..<20 { _ = try await transport.send(server.request(.post, kind: .deliver)) }

        #expect(server.acceptedCount == 1)
    }

    @Test func aConnectionThatHasGoneIsMadeAnew() async throws {
        let server = try LoopbackServer { connection in
            if connection.readRequest() != nil { connection.reply("x") }
        }
        let transport = try CurlTransport.development()

        for _ in 0..<5 { _ = try await transport.send(server.request(.post, kind: .deliver)) }

        #expect(server.acceptedCount == 5)
    }

    @Test func aHostGetsNoMoreRequestsAtOnceThanAllowed() async throws {
        let group = MeetingPoint(size: 3)
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                group.meet()
                connection.reply("x")
            }
        }
        let transport = try CurlTransport.development { $0.maximumTransfersPerHost = 3 }
        let request = try server.request()

        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<21 { tasks.addTask { _ = try await transport.send(request) } }
            try await tasks.waitForAll()
        }

        #expect(group.mostAtOnce == 3)
        #expect(server.acceptedCount == 3)
    }

    @Test func aHangingHostDelaysNoOther() async throws {
        let hanging = try LoopbackServer.hanging()
        let server = try LoopbackServer(address: "127.0.0.2", answering: "x")
        let transport = try CurlTransport.development {
            $0.maximumTransfersPerHost = 2
            $0.maximumFetches = 4
        }
        let stuck = try hanging.request()
        let ended = Tally()

        try await withThrowingTaskGroup(of: TransportError?.self) { tasks in
            for _ in 0..<10 {
                tasks.addTask {
                    defer { ended.add() }
                    do throws(TransportError) {
                        _ = try await transport.send(stuck)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            for _ in 0..<20 { _ = try await transport.send(server.request()) }
            #expect(ended.count == 0)
            tasks.cancelAll()
            for try await error in tasks { #expect(error == .cancelled) }
        }
    }

    @Test func cancellingTheTaskEndsItsConnection() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: String.self)
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            continuation.yield("asked")
            connection.waitForEnd()
            continuation.yield("gone")
        }
        let transport = try CurlTransport.development()
        let request = try server.request()
        var iterator = events.makeAsyncIterator()

        let task = Task { try await transport.send(request) }
        #expect(await iterator.next() == "asked")
        task.cancel()

        await #expect(throws: TransportError.cancelled) { try await task.value }
        #expect(await iterator.next() == "gone")
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let server = try LoopbackServer(answering: "x")
        let transport = try CurlTransport.development()
        let request = try server.request()

        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(request)
        }

        await #expect(throws: TransportError.cancelled) { try await task.value }
        #expect(server.settledAcceptedCount() == 0)
    }

    @Test func shuttingDownLetsRunningTransfersEnd() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: Void.self)
        let gate = Gate()
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                continuation.yield()
                gate.wait()
                connection.reply("x")
            }
        }
        let transport = try CurlTransport.development { $0.maximumFetches = 1 }
        let request = try server.request()
        var iterator = events.makeAsyncIterator()

        let running = Task { try await transport.send(request) }
        await iterator.next()
        let waiting = Task { try await transport.send(request) }
        let end = Task { await transport.shutDown(grace: .seconds(60)) }
        await #expect(throws: TransportError.shuttingDown) { try await waiting.value }
        gate.open()

        #expect(try await running.value.status == 200)
        await end.value
        await #expect(throws: TransportError.shuttingDown) { try await transport.send(request) }
        await transport.shutDown(grace: .zero)
    }

    @Test func shuttingDownEndsWhatOutlastsTheGrace() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            continuation.yield()
            connection.waitForEnd()
        }
        let transport = try CurlTransport.development()
        let request = try server.request()
        var iterator = events.makeAsyncIterator()

        let task = Task { try await transport.send(request) }
        await iterator.next()
        await transport.shutDown(grace: .zero)

        await #expect(throws: TransportError.shuttingDown) { try await task.value }
    }

    @Test func shuttingDownClosesKeptConnections() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: String.self)
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil { connection.reply("x") }
            continuation.yield("gone")
        }
        let transport = try CurlTransport.development()
        _ = try await transport.send(server.request())
        var iterator = events.makeAsyncIterator()

        await transport.shutDown(grace: .zero)

        #expect(await iterator.next() == "gone")
        // Its own end would close them too.
        withExtendedLifetime(transport) {}
    }

    @Test func aClosedPortIsNoConnection() async throws {
        let server = try LoopbackServer(answering: "x")
        let request = try server.request()
        server.stop()
        // The port is free once the listener's thread has closed it, or resets what comes.
        let error = await #expect(throws: TransportError.self) {
            try await CurlTransport.development().send(request)
        }

        #expect(error?.podFailure == .netFailed)
    }

    @Test func aNameWithoutAddressIsSaidSo() async throws {
        let url = try OutboundURL("https://no-such-name.invalid/")
        let transport = try CurlTransport.development()

        await #expect(throws: TransportError.nameNotResolved(host: "no-such-name.invalid")) {
            try await transport.send(.patient(.get, url))
        }
    }

    @Test(arguments: ["X\r\nY", "", "X Y", "X:"])
    func aFieldThatWouldEndItsLineIsNotSent(_ name: String) async throws {
        let url = try OutboundURL("https://pod.example/")
        let transport = try CurlTransport.development()
        for field in [HeaderField(name, "x"), HeaderField("X", "a\r\nHost: evil")] {
            await #expect(throws: TransportError.refusedHeader(name: field.name)) {
                try await transport.send(OutboundRequest(.get, url, headers: [field], kind: .fetch))
            }
        }
    }
}
