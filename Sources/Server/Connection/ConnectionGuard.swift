import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Holds a connection to what its client may take of the pod, before anything of a request is kept.
///
/// Connections and bodies are counted by client. A connection on which no whole request waits for its answer is closed
/// when a client that holds fewer needs its place; if there is none, one whose answer is longest on its way. A body's bytes have room in the
/// ``ClientLedger`` before they go on to whoever reads them, from their arrival until the answer has left. A refusal
/// is sent while the body is unread, and the connection closes. What a web server in front passes on is counted by
/// the client that it names; its own connections have no limit. Attacks 53 and 63.
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
        /// Whether its end has come.
        var isWhole = false
        var reserved = 0
    }

    /// Bytes for which room is taken at a time.
    private static let step = 16 << 10
    /// The time for which a refused connection stays open, so that the client reads the refusal.
    private static let lingering = TimeAmount.seconds(2)

    private let ledger: ClientLedger
    private let addresses: ClientAddress
    private let maximumBytes: Int
    /// The connection in the ledger; nil if it is that of a web server in front.
    private var connection: ClientLedger.ConnectionID?
    private var peer = ClientAddress.Peer(name: "", isTrusted: false)
    private var isOpen = false
    private var pending: [Pending] = []
    private var isRefusing = false
    /// Parts of answers that have not left.
    private var unwritten = 0
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
        guard !isOpen else { return }
        isOpen = true
        peer = addresses.peer(context.remoteAddress?.ipAddress ?? "")
        guard !peer.isTrusted else { return }
        let loop = context.eventLoop
        let isolated = NIOLoopBound((self, context.channel), eventLoop: loop)
        connection = ledger.connect(peer.name) {
            loop.execute {
                let (connectionGuard, channel) = isolated.value
                connectionGuard.makeRoom(channel)
            }
        }
        guard connection == nil else { return }
        isRefusing = true
        context.close(promise: nil)
    }

    private func close() {
        if let connection { ledger.disconnect(connection) }
        for request in pending { settle(request) }
        pending = []
    }

    /// Closes the connection for another one, unless it ends already. What the client has not read is lost.
    private func makeRoom(_ channel: any Channel) {
        guard !isRefusing else { return }
        isRefusing = true
        channel.triggerUserOutboundEvent(SlowConnectionCloser.Cut(), promise: nil)
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still comes after a refusal is let go of.
        guard !isRefusing else { return }
        let refusal: RequestRefusal?
        switch unwrapInboundIn(data) {
        case .head(let head): refusal = begin(head)
        case .body(let bytes): refusal = take(bytes.readableBytes)
        case .end: refusal = end()
        }
        if let refusal {
            refuse(refusal, context)
        } else {
            context.fireChannelRead(data)
        }
    }

    private func begin(_ head: HTTPRequest) -> RequestRefusal? {
        guard pending.count < ledger.limits.pipelinedRequests else { return .tooMuchOfOne }
        let client = addresses.client(of: peer, head.headerFields)
        let refusal = connection == nil ? ledger.beginRequest(of: client) : nil
        pending.append(
            Pending(client: client, isCounted: connection == nil && refusal == nil))
        if let refusal { return refusal }
        let announced = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= maximumBytes else { return .tooLong }
        received = 0
        return announced > 0 ? ledger.refusal(announcing: announced, of: client) : nil
    }

    /// Keeps the connection from now on until the answer has left. Before, it is one that may have to make room: many
    /// that never end what they ask would fill all places.
    private func end() -> RequestRefusal? {
        // What is over was answered before it came to its end.
        guard let last = pending.indices.last, let connection else { return nil }
        let isFirst = !isAsked
        pending[last].isWhole = true
        return isFirst && !ledger.wake(connection) ? .full : nil
    }

    /// Whether a whole request waits for its answer.
    private var isAsked: Bool { pending.contains(where: \.isWhole) }

    private func take(_ count: Int) -> RequestRefusal? {
        received += count
        guard received <= maximumBytes else { return .tooLong }
        // It would take room for as long as the client lets answers before it wait.
        guard pending.count <= 1 else { return .tooMuchOfOne }
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
        if request.isCounted { ledger.endRequest(of: request.client) }
    }

    // MARK: - Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isRefusing else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        let part = unwrapOutboundIn(data)
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        unwritten += 1
        promise.futureResult.assumeIsolated().whenComplete { _ in self.endWrite() }
        switch part {
        case .head: isAnswering = true
        case .body: break
        case .end:
            isAnswering = false
            if !pending.isEmpty { settle(pending.removeFirst()) }
        }
        context.write(data, promise: promise)
    }

    /// Marks the connection as resting once all answers have left.
    private func endWrite() {
        unwritten -= 1
        guard unwritten == 0, !isAsked, !isRefusing, let connection else { return }
        ledger.rest(connection)
    }

    /// Answers with the refusal, unless other answers wait to be sent before it, and ends the connection.
    private func refuse(_ refusal: RequestRefusal, _ context: ChannelHandlerContext) {
        isRefusing = true
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
