/// A transfer that the loop is to perform, to one URL.
struct TransferOrder: Sendable {
    typealias Outcome = Result<TransferResult, TransportError>

    let id: UInt64
    let kind: OutboundRequest.Kind
    let url: OutboundURL
    let method: OutboundRequest.Method
    let headers: [HeaderField]
    let body: OutboundBody
    let maximumBytes: Int
    let deadline: Duration
    /// The moment at which the transfer was ordered.
    let orderedAt = ContinuousClock.now
    /// Longest time until it begins.
    let maximumWait: Duration?
    let continuation: CheckedContinuation<Outcome, Never>

    /// The moment at which the transfer is given up, if it has not begun.
    var expiry: ContinuousClock.Instant? { maximumWait.map { orderedAt.advanced(by: $0) } }
}
