/// The outcome of one transfer.
struct TransferResult: Sendable {
    let status: Int
    let headers: [HeaderField]
    let body: [UInt8]
    /// Time that the transfer took, without the waiting before it.
    let elapsed: Duration
    /// Time that it waited for its turn.
    var waited = Duration.zero
    /// The room that the body takes.
    var reservation: BodyReservation?
}
