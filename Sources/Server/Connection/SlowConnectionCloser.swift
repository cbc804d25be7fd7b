import NIOCore
import NIOHTTPTypes

/// Closes a connection on which too little moves, while the pod reads it or writes to it, and one on which nothing
/// moves. Attack 63.
///
/// A head counts as nothing until all of it is there. It stands before ``DrainBeforeClose``, as what a client does not
/// read is not waited for.
final class SlowConnectionCloser: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Asks for the connection to be closed now, whatever waits to be sent.
    struct Cut {}

    private let idleTimeout: TimeAmount
    private var pace = TransferPace()
    /// The handler's context, set while the connection is open.
    private var context: ChannelHandlerContext?
    private var hasEnded = false

    /// - Parameter idleTimeout: The time after which a connection is closed on which nothing moves.
    init(idleTimeout: TimeAmount) {
        self.idleTimeout = idleTimeout
    }

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
        pace.move(at: context.eventLoop.now)
        lookLater(on: context.eventLoop)
    }

    /// Looks after an interval, and so on.
    ///
    /// Nothing is cancelled when the connection ends, which would take a loop as many steps as it has connections: the
    /// look that is due then is the last one. It holds this handler alone, so that many short connections cost little.
    private func lookLater(on loop: any EventLoop) {
        let isolated = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: min(TransferPace.interval, idleTimeout)) {
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
        let now = context.eventLoop.now
        guard pace.isTooSlow(at: now) || pace.isIdle(at: now, for: idleTimeout) else { return }
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
        pace.move(at: context.eventLoop.now)
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
