/// One transfer to one place, as the loop is asked for it.
struct TransferOrder: Sendable {
    typealias Outcome = Result<TransferResult, TransportError>

    let id: UInt64
    let url: OutboundURL
    let method: OutboundRequest.Method
    let headers: [HeaderField]
    let body: OutboundBody
    let maximumBytes: Int
    let deadline: Duration
    let continuation: CheckedContinuation<Outcome, Never>
}
