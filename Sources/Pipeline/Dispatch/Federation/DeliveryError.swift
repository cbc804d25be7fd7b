/// What came of trying to deliver a message, if not that it arrived.
enum DeliveryError: Error, Equatable {
    /// The pod was not reached: no fault of the message, and no other message need try.
    case unreachable(status: String, reason: String)
    /// The pod refused this message; another time it may not.
    case refused(reason: String)
    /// The pod answered that it will never take this message.
    case rejected(reason: String)
    /// This pod failed before the other one was asked: says nothing of that, and is no try.
    case prevented(reason: String)
    /// This pod itself stopped it: says nothing of the other one, nor of the message.
    case interrupted
    /// No use in trying; the pod was not asked.
    case abandoned(reason: String)
}
