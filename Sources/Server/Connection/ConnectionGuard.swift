import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Holds a connection to what its client may take of the pod, before anything of a request is kept.
///
/// Connections and bodies are counted by client; a body's bytes have room in the ``ClientLedger`` before they go
/// on to whoever reads them, from their arrival until the answer has left. A refusal is sent while the body is
/// unread, and the connection closes. What a web server in front passes on is counted by the client that it
/// names; its own connections have no limit. Attacks 53 and 63.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A request whose answer has not left.
    private struct Pending {
        let client: String
        /// Whether it is counted by itself, as its connection is not.
        let isCounted: Bool
        var reserved = 0
    }

    /// Bytes for which room is taken at a time.
    private static let step = 16 << 10
    /// After a refusal, so that the client reads it before the connection ends.
    private static let lingering = TimeAmount.seconds(2)

    private let ledger: ClientLedger
    private let addresses: ClientAddress
    private let maximumBytes: Int
    private var peer: String?
    private var pending: [Pending] = []
    private var pace = TransferPace()
    private var looks: RepeatedTask?
    private var isRefusing = false
    /// Whether the answer to the first of `pending` is on its way.
    private var isAnswering = false
    /// Bytes of the body that comes, whether its answer has left or not.
    private var received = 0

    init(ledger: ClientLedger, addresses: ClientAddress, maximumBytes: Int) {
        self.ledger = ledger
        self.addresses = addresses
        self.maximumBytes = maximumBytes
    }

    // MARK: - Connections

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        close()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        close()
    }

    private func open(_ context: ChannelHandlerContext) {
        guard looks == nil else { return }
        let address = context.remoteAddress?.ipAddress ?? ""
        if !addresses.trusts(address) {
            let client = addresses.client(of: address, [:])
            guard ledger.open(client) else {
                isRefusing = true
                context.close(promise: nil)
                return
            }
            peer = client
        }
        let channel = context.channel
        let isolated = NIOLoopBound(self, eventLoop: context.eventLoop)
        looks = context.eventLoop.scheduleRepeatedTask(
            initialDelay: TransferPace.interval, delay: TransferPace.interval
        ) { _ in isolated.value.look(at: channel) }
    }

    private func close() {
        looks?.cancel()
        looks = nil
        if let peer { ledger.close(peer) }
        peer = nil
        for request in pending { settle(request) }
        pending = []
    }

    /// Closes a connection on which too little moves.
    private func look(at channel: any Channel) {
        guard pace.isTooSlow(at: channel.eventLoop.now) else { return }
        // Without a word: a client that reads as slowly as it writes would not get it.
        channel.close(promise: nil)
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still comes after a refusal is let go of.
        guard !isRefusing else { return }
        let refusal: RequestRefusal?
        switch unwrapInboundIn(data) {
        case .head(let head): refusal = begin(head, context)
        case .body(let bytes): refusal = take(bytes.readableBytes)
        case .end:
            pace.endBody()
            refusal = nil
        }
        if let refusal {
            refuse(refusal, context)
        } else {
            context.fireChannelRead(data)
        }
    }

    private func begin(
        _ head: HTTPRequest, _ context: ChannelHandlerContext
    ) -> RequestRefusal? {
        guard pending.count < ledger.limits.pipelinedRequests else { return .tooMuchOfOne }
        let address = context.remoteAddress?.ipAddress ?? ""
        let client = addresses.client(of: address, head.headerFields)
        let isAllowed = peer != nil || ledger.open(client)
        pending.append(Pending(client: client, isCounted: peer == nil && isAllowed))
        guard isAllowed else { return .tooMuchOfOne }
        let announced = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= maximumBytes else { return .tooLong }
        received = 0
        pace.beginBody(at: context.eventLoop.now)
        return announced > 0 ? ledger.refusal(announcing: announced, of: client) : nil
    }

    private func take(_ count: Int) -> RequestRefusal? {
        pace.read(count)
        received += count
        guard received <= maximumBytes else { return .tooLong }
        // The rest of what was answered already is let go of by who reads it.
        guard var request = pending.popLast() else { return nil }
        defer { pending.append(request) }
        let missing = received - request.reserved
        guard missing > 0 else { return nil }
        let room = (missing + Self.step - 1) / Self.step * Self.step
        if let refusal = ledger.reserve(room, of: request.client, beside: request.reserved) {
            return refusal
        }
        request.reserved += room
        return nil
    }

    private func settle(_ request: Pending) {
        ledger.release(request.reserved, of: request.client)
        if request.isCounted { ledger.close(request.client) }
    }

    // MARK: - Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isRefusing else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        let part = unwrapOutboundIn(data)
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        let loop = context.eventLoop
        pace.beginWrite(at: loop.now)
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.pace.endWrite(at: loop.now)
        }
        switch part {
        case .head: isAnswering = true
        case .body: break
        case .end:
            isAnswering = false
            if !pending.isEmpty { settle(pending.removeFirst()) }
        }
        context.write(data, promise: promise)
    }

    /// Answers with the refusal, unless other answers wait to be sent before it, and ends the connection.
    private func refuse(_ refusal: RequestRefusal, _ context: ChannelHandlerContext) {
        isRefusing = true
        pace.endBody()
        let isNext = pending.count == 1 && !isAnswering
        for request in pending { settle(request) }
        pending = []
        guard isNext else { return context.close(promise: nil) }
        context.write(wrapOutboundOut(.head(refusal.response)), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
        let channel = context.channel
        written.futureResult.whenComplete { _ in
            // What is unread when a socket closes makes the system take back what was just sent.
            channel.close(mode: .output, promise: nil)
        }
        context.eventLoop.scheduleTask(in: Self.lingering) { channel.close(promise: nil) }
    }
}
