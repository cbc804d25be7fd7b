import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing
import Transport

@testable import Server

struct ConnectionGuardTests {
    private let ledger = ClientLedger(
        limits: ClientLimits(
            connections: 1_000, connectionsPerClient: 2, bodyBytes: 400_000,
            bodyBytesPerClient: 100_000,
            shortBodyBytes: 20_000, pipelinedRequests: 3))

    @Test func attack63ABodyIsCountedWhileItComesAndUntilItsAnswerHasLeft() throws {
        let client = try connect("192.0.2.1")

        try client.send(.head(try post()))
        #expect(ledger.bodyBytes == 0)
        try client.send(.body(bytes(20_000)))
        #expect((20_000...40_000).contains(ledger.bodyBytes))
        try client.send(.end(nil))
        #expect(ledger.bodyBytes > 0)
        #expect(try client.passedOn() == 3)

        try client.answer()
        #expect(ledger.bodyBytes == 0)
        #expect(client.channel.isActive)
    }

    @Test func attack63WhatHasNoRoomIsRefusedUnread() throws {
        let client = try connect("192.0.2.1")

        try client.send(.head(try post(length: 150_000)))

        #expect(try client.passedOn() == 0)
        #expect(try client.refusal() == .tooManyRequests)
        client.channel.embeddedEventLoop.advanceTime(by: .seconds(3))
        #expect(!client.channel.isActive)
    }

    @Test func attack63HalfSentBodiesOfManyHoldNoMoreThanThereIs() throws {
        var refused = 0
        for number in 0..<240 {
            let client = try connect("198.51.100.\(number)")
            try client.send(.head(try post()))
            for _ in 0..<9 where client.channel.isActive { try client.send(.body(bytes(10_000))) }
            if try client.refusal() != nil { refused += 1 }
        }

        #expect(ledger.bodyBytes <= 400_000)
        #expect(refused > 200)
    }

    @Test func attack63AClosedConnectionGivesBackWhatItHeld() throws {
        let client = try connect("192.0.2.1")
        try client.send(.head(try post()))
        try client.send(.body(bytes(50_000)))

        try client.channel.close().wait()

        #expect(ledger.bodyBytes == 0)
        #expect(ledger.accountCount == 0)
    }

    @Test func attack63AClientHasANumberOfConnections() throws {
        let first = try connect("192.0.2.1")
        let second = try connect("192.0.2.1")
        let third = try connect("192.0.2.1")
        let other = try connect("192.0.2.2")

        #expect(first.channel.isActive && second.channel.isActive && other.channel.isActive)
        #expect(!third.channel.isActive)
    }

    @Test func attack63AConnectionOnWhichNothingIsAskedMakesRoomForANewClient() throws {
        let ledger = ClientLedger(limits: ClientLimits(connections: 3))
        let asking = try connect("192.0.2.1", in: ledger)
        try asking.ask(post())
        let answered = try connect("192.0.2.2", in: ledger)
        try answered.ask(post())
        let silent = try connect("192.0.2.2", in: ledger)
        try answered.answer()

        // Of the client that holds two, the one that has rested longer goes; then the last one that rests.
        let first = try connect("192.0.2.3", in: ledger)
        try first.ask(post())
        for client in [asking, answered, silent] { client.channel.embeddedEventLoop.run() }
        #expect(asking.channel.isActive && !silent.channel.isActive && answered.channel.isActive)
        let second = try connect("192.0.2.4", in: ledger)
        try second.ask(post())
        answered.channel.embeddedEventLoop.run()
        #expect(!answered.channel.isActive)

        // Nobody is cut while something is being answered.
        let third = try connect("192.0.2.5", in: ledger)
        for client in [asking, first, second] { client.channel.embeddedEventLoop.run() }
        #expect(!third.channel.isActive)
        #expect([asking, first, second].allSatisfy { $0.channel.isActive })
    }

    @Test func whatIsAskedOnAConnectionThatMadeRoomIsRefused() throws {
        let ledger = ClientLedger(limits: ClientLimits(connections: 1))
        let old = try connect("192.0.2.1", in: ledger)
        let new = try connect("192.0.2.2", in: ledger)

        try old.ask(post())
        old.channel.embeddedEventLoop.run()

        #expect(try old.refusal() == .serviceUnavailable)
        #expect(try old.passedOn() == 1)
        #expect(new.channel.isActive)
    }

    @Test func attack63BodiesThatDoNotEndMakeRoom() throws {
        let ledger = ClientLedger(limits: ClientLimits(connections: 4))
        let slow = try (0..<2).map { _ in try connect("192.0.2.1", in: ledger) }
        for client in slow {
            try client.send(.head(post()))
            try client.send(.body(bytes(10)))
        }
        // One whose first request waits for its answer while another comes slowly.
        let both = try connect("192.0.2.2", in: ledger)
        try both.ask(post())
        try both.send(.head(post()))
        let other = try connect("192.0.2.2", in: ledger)
        try other.ask(post())

        let first = try connect("192.0.2.3", in: ledger)
        try first.ask(post())
        for client in slow { client.channel.embeddedEventLoop.run() }
        #expect(slow.map(\.channel.isActive) == [false, true])
        #expect(both.channel.isActive && other.channel.isActive)

        // Answered, it may have to go, though it has begun to ask for more.
        try both.answer()
        #expect(try connect("192.0.2.4", in: ledger).channel.isActive)
        both.channel.embeddedEventLoop.run()
        #expect(!both.channel.isActive && slow[1].channel.isActive && first.channel.isActive)
    }

    @Test func anAnswerThatHasNotLeftIsNoRest() throws {
        let ledger = ClientLedger(limits: ClientLimits(connections: 1))
        let slow = try connect("192.0.2.1", in: ledger)
        try slow.send(.head(post()))
        try slow.send(.end(nil))
        slow.channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        slow.channel.write(HTTPResponsePart.end(nil), promise: nil)
        #expect(try !connect("192.0.2.2", in: ledger).channel.isActive)

        slow.channel.flush()

        #expect(try connect("192.0.2.2", in: ledger).channel.isActive)
    }

    @Test func attack53AWebServerInFrontIsCountedByTheClientsItNames() throws {
        let proxies = try (0..<5).map { _ in
            try connect("127.0.0.1", trusting: [try #require(AddressRange("127.0.0.1"))])
        }
        #expect(proxies.allSatisfy { $0.channel.isActive })

        for proxy in proxies.prefix(2) { try proxy.send(.head(try post(for: "192.0.2.1"))) }
        try proxies[2].send(.head(try post(for: "192.0.2.1")))
        try proxies[3].send(.head(try post(for: "192.0.2.2")))

        #expect(try proxies[2].refusal() == .tooManyRequests)
        #expect(try proxies[3].refusal() == nil)
        try proxies[0].answer()
        try proxies[4].send(.head(try post(for: "192.0.2.1")))
        #expect(try proxies[4].refusal() == nil)
    }

    @Test func whatIsPipelinedIsBounded() throws {
        let client = try connect("192.0.2.1")
        for _ in 0..<4 {
            try client.send(.head(try post()))
            try client.send(.end(nil))
        }

        #expect(!client.channel.isActive)
        #expect(ledger.accountCount == 0)
    }

    @Test func attack63NoBodyIsTakenBehindAnAnswerThatTheClientLetsWait() throws {
        let client = try connect("192.0.2.1")
        try client.ask(post())
        try client.send(.head(post()))
        try client.send(.body(bytes(10)))

        #expect(!client.channel.isActive)
        #expect(ledger.bodyBytes == 0)
    }

    @Test func attack63AnAnswerThatIsCutDoesNotWaitForItsReader() throws {
        let ledger = ClientLedger(limits: ClientLimits(connections: 3, fewConnections: 2))
        let slow = try (0..<2).map { _ in try connect("192.0.2.1", in: ledger) }
        for client in slow {
            try client.ask(post())
            client.channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        }
        let other = try connect("192.0.2.2", in: ledger)
        try other.ask(post())

        #expect(try connect("192.0.2.3", in: ledger).channel.isActive)
        for client in slow + [other] { client.channel.embeddedEventLoop.run() }

        #expect(slow.map(\.channel.isActive) == [false, true] && other.channel.isActive)
    }

    @Test func bodiesBeyondTheLimitAreTooLong() throws {
        let announced = try connect("192.0.2.1", maximumBytes: 1_000)
        try announced.send(.head(try post(length: 1_001)))
        let grown = try connect("192.0.2.1", maximumBytes: 1_000)
        try grown.send(.head(try post()))
        try grown.send(.body(bytes(1_001)))

        #expect(try announced.refusal() == .contentTooLarge)
        #expect(try grown.refusal() == .contentTooLarge)
        #expect(ledger.bodyBytes == 0)
    }

    // MARK: - Clients

    private struct Client {
        let channel: EmbeddedChannel

        func send(_ part: HTTPRequestPart) throws { try channel.writeInbound(part) }

        /// Sends a request to its end.
        func ask(_ head: HTTPRequest) throws {
            try send(.head(head))
            try send(.end(nil))
        }

        /// Parts that reached the pod.
        func passedOn() throws -> Int {
            var count = 0
            while try channel.readInbound(as: HTTPRequestPart.self) != nil { count += 1 }
            return count
        }

        func answer() throws {
            let response = HTTPResponse(status: .ok, headerFields: [.contentLength: "0"])
            try channel.writeOutbound(HTTPResponsePart.head(response))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
        }

        /// The status of the first answer that was sent.
        func refusal() throws -> HTTPResponse.Status? {
            guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
                return nil
            }
            return head.status
        }
    }

    private func connect(
        _ address: String, trusting proxies: [AddressRange] = [], maximumBytes: Int = 180_000,
        in ledger: ClientLedger? = nil
    ) throws -> Client {
        let channel = EmbeddedChannel()
        channel.remoteAddress = try SocketAddress(ipAddress: address, port: 1)
        try channel.pipeline.syncOperations.addHandlers([
            SlowConnectionCloser(idleTimeout: .hours(1)),
            ConnectionGuard(
                ledger: ledger ?? self.ledger, addresses: ClientAddress(trustedProxies: proxies),
                maximumBytes: maximumBytes),
        ])
        try channel.connect(to: SocketAddress(ipAddress: address, port: 1)).wait()
        return Client(channel: channel)
    }

    private func post(length: Int? = nil, for client: String? = nil) throws -> HTTPRequest {
        var head = HTTPRequest(
            method: .post, scheme: nil, authority: "a", path: "/receive/public")
        if let length { head.headerFields[.contentLength] = "\(length)" }
        if let client {
            head.headerFields[try #require(HTTPField.Name("X-Forwarded-For"))] = client
        }
        return head
    }

    private func bytes(_ count: Int) -> ByteBuffer { ByteBuffer(repeating: 0x61, count: count) }
}
