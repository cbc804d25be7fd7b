public import Store

/// The end of one try to deliver a message.
public struct DeliveryOutcome: Sendable {
    public let delivery: Delivery
    /// nil if it arrived.
    public let failure: DeliveryError?

    public init(delivery: Delivery, failure: DeliveryError?) {
        self.delivery = delivery
        self.failure = failure
    }
}
