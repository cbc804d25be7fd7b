import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request body grows beyond the limit, announced or not.
final class BodyLimit: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let maximumBytes: Int
    private var received = 0

    init(maximumBytes: Int) {
        self.maximumBytes = maximumBytes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: received = 0
        case .body(let bytes): received += bytes.readableBytes
        case .end: break
        }
        if received > maximumBytes {
            context.close(promise: nil)
        } else {
            context.fireChannelRead(data)
        }
    }
}
