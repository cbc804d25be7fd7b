import NIOCore
import NIOHTTP1

/// Completes requests of HTTP/1.0 by what their silence means: any host, and one request on a connection.
///
/// Spec: RFC 9112, sections 3.2 and 9.3.
final class OldRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0 else {
            context.fireChannelRead(data)
            return
        }
        if !head.headers.contains(name: "Host") { head.headers.add(name: "Host", value: "") }
        if !head.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
