import NIOCore
import NIOPosix

/// Connections of bare bytes, from any loopback address.
extension RunningPod {
    func connect(
        from address: String = "127.0.0.1"
    ) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.minutes(10))
            .bind(to: SocketAddress(ipAddress: address, port: 0))
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Connects and says nothing; the connection stays for as long as the pod likes.
    func connectInSilence(from address: String) async throws {
        _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.minutes(10))
            .bind(to: SocketAddress(ipAddress: address, port: 0))
            .connect(host: "127.0.0.1", port: port).get()
    }

    /// Sends these bytes and returns all that comes back until the pod closes.
    func exchange(
        _ text: String, from address: String = "127.0.0.1"
    ) async throws -> String {
        try await connect(from: address).executeThenClose { inbound, outbound in
            // The pod may close before it has read everything.
            try? await outbound.write(ByteBuffer(string: text))
            var answer = ""
            do {
                for try await bytes in inbound { answer += String(buffer: bytes) }
            } catch is IOError {}
            return answer
        }
    }
}
