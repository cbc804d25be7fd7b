/// Asks other servers. The pod calls out through nothing else.
public protocol HTTPTransport: Sendable {
    /// Sends a request and returns the answer, whatever its status.
    ///
    /// Cancelling the task aborts the transfer.
    func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse
}
