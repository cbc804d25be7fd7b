import NIOCore

/// Holds back the closing of a connection until what was written has left.
///
/// Hummingbird closes a connection as soon as the end of the last answer is written, and a closing
/// socket drops what NIO still has in its buffers: a slow reader would lose the end of its file
/// to every shutdown.
final class DrainBeforeClose: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = NIOAny

    private var unfinished = 0
    private var closing: EventLoopPromise<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        unfinished += 1
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.unfinished -= 1
            guard self.unfinished == 0, let closing = self.closing else { return }
            self.closing = nil
            context.close(promise: closing)
        }
        context.write(data, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, unfinished > 0, context.channel.isActive else {
            context.close(mode: mode, promise: promise)
            return
        }
        if let closing {
            closing.futureResult.cascade(to: promise)
        } else {
            closing = promise ?? context.eventLoop.makePromise(of: Void.self)
            context.flush()
        }
    }
}
