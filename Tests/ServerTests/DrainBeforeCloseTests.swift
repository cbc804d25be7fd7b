import NIOCore
import NIOEmbedded
import Testing

@testable import Server

struct DrainBeforeCloseTests {
    @Test func whatWasWrittenLeavesBeforeTheConnectionCloses() throws {
        let channel = EmbeddedChannel(handler: DrainBeforeClose())
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()

        channel.write(ByteBuffer(string: "the end"), promise: nil)
        let closed = channel.close()

        let sent = try channel.readOutbound(as: ByteBuffer.self)
        #expect(sent == ByteBuffer(string: "the end"))
        try closed.wait()
        #expect(!channel.isActive)
    }

    @Test func anIdleConnectionClosesAtOnce() throws {
        let channel = EmbeddedChannel(handler: DrainBeforeClose())
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()

        try channel.close().wait()

        #expect(!channel.isActive)
    }
}
