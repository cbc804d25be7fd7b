public import Store

/// The end of one try to deliver a message.
public struct DeliveryOutcome: Sendable {
    public let delivery: Delivery
    /// nil if it arrived.
    public let failure: DeliveryError?
    /// How long it took.
    public let duration: Duration

    public init(delivery: Delivery, failure: DeliveryError?, duration: Duration = .zero) {
        self.delivery = delivery
        self.failure = failure
        self.duration = duration
    }
}
