import Foundation
import Synchronization

/// Asks other servers through libcurl, all requests on one thread of its own.
///
/// Connections and TLS sessions are kept and used again, HTTP/2 carries many requests on one
/// connection, and each connection's address is judged by a ``PrivateNetworkGuard``. Deliveries and
/// fetches have places of their own. A delivery waits for its turn as long as its task does; of
/// fetches a bounded number waits for a bounded time. Deadlines begin with the transfer.
public final class CurlTransport: HTTPTransport {
    private let policy: URLPolicy
    private let mailbox: TransferMailbox
    private let lastID = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - settings: Limits and names.
    ///   - networkGuard: Says which addresses may be connected to.
    /// - Throws: ``TransportError/libraryFailure(reason:)`` without libcurl, or without memory.
    public init(
        settings: TransportSettings, networkGuard: PrivateNetworkGuard = PrivateNetworkGuard()
    ) throws(TransportError) {
        policy = URLPolicy(allowsPlainHTTP: settings.allowsPlainHTTP, networkGuard: networkGuard)
        let multi = try MultiHandle(
            maximumConnections: max(settings.maximumTransfers, settings.maximumConnections),
            // Deliveries have theirs beside those of fetches.
            maximumHostConnections: 2 * max(1, settings.maximumTransfersPerHost))
        let mailbox = TransferMailbox(waking: multi)
        self.mailbox = mailbox
        let thread = Thread {
            SignalMask.blockAll()
            TransferLoop(
                multi: multi, mailbox: mailbox, settings: settings, networkGuard: networkGuard
            ).run()
        }
        thread.name = "transport"
        thread.start()
    }

    deinit { _ = mailbox.post(.stop) }

    public func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
        if let field = request.headers.first(where: { !$0.isWellFormed }) {
            throw .refusedHeader(name: field.name)
        }
        var steps = RedirectSteps(request)
        while true {
            try policy.check(
                steps.url, identityPort: request.identityPort,
                authorities: request.otherAuthorities)
            guard !request.isRefused(steps.url.authority) else {
                throw .refusedHost(steps.url.authority)
            }
            let result = try await transfer(request, steps)
            if try !steps.follow(result) {
                return OutboundResponse(
                    status: result.status, headers: result.headers, body: result.body,
                    url: steps.url, redirects: steps.visited, reservation: result.reservation)
            }
        }
    }

    /// Refuses further requests, fails those that wait, and returns when the running ones have
    /// ended.
    ///
    /// - Parameter grace: What still runs after this time is ended as
    ///   ``TransportError/shuttingDown``.
    public func shutDown(grace: Duration) async {
        await withCheckedContinuation { continuation in
            if !mailbox.post(.shutDown(grace: grace, continuation)) { continuation.resume() }
        }
    }

    private func transfer(
        _ request: OutboundRequest, _ steps: RedirectSteps
    ) async throws(TransportError) -> TransferResult {
        guard !Task.isCancelled else { throw .cancelled }
        let id = lastID.add(1, ordering: .relaxed).newValue
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let order = TransferOrder(
                    id: id, kind: request.kind, url: steps.url, method: request.method,
                    headers: steps.headers,
                    body: request.body ?? OutboundBody([]), maximumBytes: request.maximumBytes,
                    deadline: steps.remaining, maximumWait: steps.remainingWait,
                    continuation: continuation)
                guard mailbox.post(.start(order)) else {
                    continuation.resume(returning: .failure(.shuttingDown))
                    return
                }
                // A task cancelled meanwhile has told so before there was a transfer to end.
                if Task.isCancelled { _ = mailbox.post(.cancel(id: id)) }
            }
        } onCancel: {
            _ = mailbox.post(.cancel(id: id))
        }
        return try outcome.get()
    }
}
