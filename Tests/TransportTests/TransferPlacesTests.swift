import Testing

@testable import Transport

/// Who waits for whom.
@Suite struct TransferPlacesTests {
    /// A fetch from a server that answers nothing.
    private struct StuckFetch {
        private let server: LoopbackServer
        private let task: Task<OutboundResponse, any Error>

        /// Returns once the server was asked.
        init(by transport: CurlTransport) async throws {
            let (requests, continuation) = AsyncStream.makeStream(of: Void.self)
            server = try LoopbackServer { connection in
                guard connection.readRequest() != nil else { return }
                continuation.yield()
                connection.waitForEnd()
            }
            let request = try server.request()
            task = Task { try await transport.send(request) }
            for await _ in requests { break }
        }

        func cancel() { task.cancel() }
    }

    @Test func attack21ADeliveryWaitsForNoFetch() async throws {
        let server = try LoopbackServer(address: "127.0.0.2", answering: "x")
        let transport = try CurlTransport.development {
            $0.maximumFetches = 1
            $0.maximumDeliveries = 1
        }
        let stuck = try await StuckFetch(by: transport)
        let request = try server.request()
        let waiting = Task { try await transport.send(request) }

        #expect(try await transport.send(server.request(.post, kind: .deliver)).status == 200)

        stuck.cancel()
        #expect(try await waiting.value.status == 200)
    }

    @Test func attack21OfFetchesSoManyWait() async throws {
        let server = try LoopbackServer(address: "127.0.0.2", answering: "x")
        let transport = try CurlTransport.development {
            $0.maximumFetches = 1
            $0.maximumWaitingFetches = 1
        }
        let stuck = try await StuckFetch(by: transport)
        let request = try server.request()

        try await withThrowingTaskGroup(of: TransportError?.self) { tasks in
            for _ in 0..<2 {
                tasks.addTask {
                    do throws(TransportError) {
                        _ = try await transport.send(request)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            #expect(try await tasks.next() == TransportError.overloaded)
            stuck.cancel()
            let second = try await tasks.next()
            #expect(second == .some(nil))
        }
    }

    @Test func attack21AFetchWaitsForABoundedTime() async throws {
        let server = try LoopbackServer(address: "127.0.0.2", answering: "x")
        let transport = try CurlTransport.development { $0.maximumFetches = 1 }
        let stuck = try await StuckFetch(by: transport)
        var request = try server.request()
        request.maximumWait = .milliseconds(100)

        await #expect(throws: TransportError.overloaded) { try await transport.send(request) }

        #expect(TransportError.overloaded.podFailure == nil)
        stuck.cancel()
    }

    @Test func attack21AllPortsOfAHostAreOneHost() async throws {
        let transport = try CurlTransport.development { $0.maximumTransfersPerHost = 1 }
        let stuck = try await StuckFetch(by: transport)
        let same = try LoopbackServer(answering: "x")
        var request = try same.request()
        request.maximumWait = .milliseconds(100)

        await #expect(throws: TransportError.overloaded) { try await transport.send(request) }

        let other = try LoopbackServer(address: "127.0.0.2", answering: "x")
        #expect(try await transport.send(other.request()).status == 200)
        stuck.cancel()
    }
}
