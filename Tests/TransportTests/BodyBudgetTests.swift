import Testing

@testable import Transport

/// The memory that answers take, all of them together.
@Suite struct BodyBudgetTests {
    private func fetch(_ server: LoopbackServer, by transport: CurlTransport) async
        -> TransportError?
    {
        do throws(TransportError) {
            var request = try server.checkedRequest()
            request.maximumBytes = 4 << 20
            _ = try await transport.send(request)
            return nil
        } catch {
            return error
        }
    }

    /// Each sends a few kilobytes that become two megabytes, and then nothing.
    @Test func attack7AnswersThatStallTakeNoMoreThanTheBudget() async throws {
        let servers = try (0..<8).map { _ in
            try LoopbackServer { connection in
                guard connection.readRequest() != nil else { return }
                connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
                guard connection.write(EndlessGzip.beginning) else { return }
                guard connection.write(EndlessGzip.continuation) else { return }
                connection.waitForEnd()
            }
        }
        let long = try LoopbackServer(answering: String(repeating: "x", count: 1_000_000))
        let short = try LoopbackServer(answering: String(repeating: "x", count: 60_000))
        let transport = try CurlTransport.development {
            $0.maximumTransfersPerHost = 100
            $0.maximumBodyBytes = 4 << 20
        }

        try await withThrowingTaskGroup(of: TransportError?.self) { tasks in
            for server in servers { tasks.addTask { await fetch(server, by: transport) } }
            for _ in 0..<6 { #expect(try await tasks.next() == TransportError.overloaded) }
            #expect(try await transport.send(short.request()).body.count == 60_000)
            #expect(try await transport.send(short.request(.post, kind: .deliver)).isSuccess)
            tasks.cancelAll()
            for try await error in tasks { #expect(error == .overloaded || error == .cancelled) }
        }
        #expect(await fetch(long, by: transport) == nil)
    }

    @Test func anAnswerTakesItsRoomAsLongAsItIsHeld() async throws {
        let server = try LoopbackServer(answering: String(repeating: "x", count: 1_000_000))
        let transport = try CurlTransport.development { $0.maximumBodyBytes = 1 << 20 }

        do {
            let held = try await transport.send(server.request())
            #expect(await fetch(server, by: transport) == .overloaded)
            #expect(held.body.count == 1_000_000)
        }
        #expect(try await transport.send(server.request()).body.count == 1_000_000)
    }
}

extension LoopbackServer {
    fileprivate func checkedRequest() throws(TransportError) -> OutboundRequest {
        do { return try request() } catch { throw .libraryFailure(reason: "\(error)") }
    }
}
