import NIOCore
import NIOHTTPTypes

/// Closes a connection on which too little moves, while the pod reads it or writes to it. Attack 63.
///
/// It stands before ``DrainBeforeClose``, as what a client does not read is not waited for.
final class SlowConnectionCloser: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Asks for the connection to be closed now, whatever waits to be sent.
    struct Cut {}

    private var pace = TransferPace()
    /// As long as the connection is open.
    private var context: ChannelHandlerContext?
    private var hasEnded = false

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func start(_ context: ChannelHandlerContext) {
        guard self.context == nil, !hasEnded else { return }
        self.context = context
        lookLater(on: context.eventLoop)
    }

    /// Looks after an interval, and so on.
    ///
    /// Nothing is cancelled when the connection ends, which would take a loop as many steps as it has connections: the
    /// look that is due then is the last one. It holds this handler alone, so that many short connections cost little.
    private func lookLater(on loop: any EventLoop) {
        let isolated = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: TransferPace.interval) {
            let closer = isolated.value
            guard let context = closer.context else { return }
            closer.look(context)
            closer.lookLater(on: loop)
        }
    }

    private func stop() {
        hasEnded = true
        context = nil
    }

    private func look(_ context: ChannelHandlerContext) {
        guard pace.isTooSlow(at: context.eventLoop.now) else { return }
        // Without a word: a client that reads as slowly as it writes would not get it.
        context.close(promise: nil)
    }

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is Cut else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        promise?.succeed()
        context.close(promise: nil)
    }

    // MARK: - What moves

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: pace.beginBody(at: context.eventLoop.now)
        case .body(let bytes): pace.read(bytes.readableBytes)
        case .end: pace.endBody()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        pace.pauseReading(at: context.eventLoop.now)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        pace.resumeReading(at: context.eventLoop.now)
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        let loop = context.eventLoop
        pace.beginWrite(at: loop.now)
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.pace.endWrite(at: loop.now)
        }
        context.write(data, promise: promise)
    }
}
