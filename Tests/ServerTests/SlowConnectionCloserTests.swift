import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Server

struct SlowConnectionCloserTests {
    @Test func attack63ABodyThatComesTooSlowlyIsCut() throws {
        let slow = try connect()
        let quick = try connect()
        for client in [slow, quick] { try client.send(.head(post)) }

        for _ in 0..<2 {
            try slow.send(.body(bytes(1)))
            try quick.send(.body(bytes(30_000)))
            for client in [slow, quick] { client.wait(.seconds(5)) }
        }

        #expect(!slow.isActive)
        #expect(quick.isActive)
    }

    @Test func attack63AWholeBodyHasADeadline() throws {
        let client = try connect()
        try client.send(.head(post))

        for _ in 0..<26 where client.isActive {
            try client.send(.body(bytes(3_000)))
            client.wait(.seconds(2))
            try client.send(.body(bytes(12_000)))
            client.wait(.seconds(3))
        }

        #expect(!client.isActive)
    }

    @Test func whileThePodDoesNotReadNobodyIsTooSlow() throws {
        let client = try connect()
        try client.send(.head(post))
        try client.send(.body(bytes(20_000)), thenReading: false)

        client.wait(.seconds(200))
        #expect(client.isActive)

        // From then on the client is measured again.
        client.read()
        client.wait(.seconds(4))
        try client.send(.body(bytes(20_000)))
        client.wait(.seconds(5))
        #expect(client.isActive)
        client.wait(.seconds(10))
        #expect(!client.isActive)
    }

    @Test func attack63ABodyThatIsHardlyReadHasTheWholeDeadlineAndNoMore() throws {
        let client = try connect()
        try client.send(.head(post))

        // Half of the time the pod does not read.
        var rounds = 0
        while client.isActive, rounds < 100 {
            try client.send(.body(bytes(30_000)), thenReading: false)
            client.wait(.seconds(5))
            client.read()
            client.wait(.seconds(5))
            rounds += 1
        }

        #expect((24...26).contains(rounds))
    }

    @Test func anAnswerThatNobodyReadsIsCutThoughItsEndHasNotLeft() throws {
        let client = try connect()
        try client.send(.head(post))
        try client.send(.end(nil))
        // What is written and not flushed is as what the system does not take.
        client.channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)

        client.wait(.seconds(29))
        #expect(client.isActive)
        client.wait(.seconds(6))
        #expect(!client.isActive)
    }

    @Test func attack63ABodyHasAnEndThoughThePodDoesNotRead() throws {
        let client = try connect()
        try client.send(.head(post))
        try client.send(.body(bytes(20_000)), thenReading: false)

        client.wait(.seconds(355))
        #expect(client.isActive)
        client.wait(.seconds(10))
        #expect(!client.isActive)
    }

    @Test func anAnswerThatIsReadIsNotCut() throws {
        let client = try connect()
        for _ in 0..<20 {
            try client.channel.writeOutbound(HTTPResponsePart.body(bytes(10)))
            client.wait(.seconds(59))
        }

        #expect(client.isActive)
    }

    @Test func aConnectionOnWhichNothingMovesIsClosed() throws {
        let silent = try connect(idleTimeout: .seconds(60))
        let unanswered = try connect(idleTimeout: .seconds(60))
        try unanswered.send(.head(post))
        try unanswered.send(.end(nil))

        for client in [silent, unanswered] {
            client.wait(.seconds(59))
            #expect(client.isActive)
            client.wait(.seconds(5))
            #expect(!client.isActive)
        }
    }

    @Test func whatMovesInEitherDirectionKeepsAConnectionOpen() throws {
        let client = try connect(idleTimeout: .seconds(60))
        for _ in 0..<3 {
            client.wait(.seconds(40))
            try client.send(.head(post))
            try client.send(.end(nil))
            client.wait(.seconds(40))
            try client.channel.writeOutbound(HTTPResponsePart.body(bytes(10)))
        }

        client.wait(.seconds(55))
        #expect(client.isActive)
        client.wait(.seconds(10))
        #expect(!client.isActive)
    }

    @Test func aTimeoutBelowTheIntervalHolds() throws {
        let client = try connect(idleTimeout: .milliseconds(50))

        client.wait(.milliseconds(40))
        #expect(client.isActive)
        client.wait(.milliseconds(60))
        #expect(!client.isActive)
    }

    // MARK: - Clients

    private struct Client {
        let channel: EmbeddedChannel

        var isActive: Bool { channel.isActive }

        /// - Parameter thenReading: Whether the pod is ready for more.
        func send(_ part: HTTPRequestPart, thenReading: Bool = true) throws {
            try channel.writeInbound(part)
            if thenReading { read() }
        }

        func read() { channel.read() }

        func wait(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }
    }

    private func connect(idleTimeout: TimeAmount = .hours(1)) throws -> Client {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers([
            SlowConnectionCloser(idleTimeout: idleTimeout), DrainBeforeClose(),
        ])
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        channel.read()
        return Client(channel: channel)
    }

    private let post = HTTPRequest(
        method: .post, scheme: nil, authority: "a", path: "/receive/public")

    private func bytes(_ count: Int) -> ByteBuffer { ByteBuffer(repeating: 0x61, count: count) }
}
