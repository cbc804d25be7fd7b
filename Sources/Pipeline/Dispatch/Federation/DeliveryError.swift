/// What came of trying to deliver a message, if not that it arrived.
enum DeliveryError: Error, Equatable {
    /// The pod was not reached: no fault of the message, and no other message need try.
    case unreachable(status: String, reason: String)
    /// The pod refused this message; another time it may not.
    case refused(reason: String)
    /// This pod itself stopped it: says nothing of the other one, nor of the message.
    case interrupted
    /// No use in trying again.
    case abandoned(reason: String)
}
