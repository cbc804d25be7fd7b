import NIOCore

/// Closes a connection on which no byte has moved for as long as `IdleStateHandler` allows.
///
/// It stands behind that handler, and frees what a client that stops reading would hold for ever.
final class IdleConnectionCloser: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}
