public import Foundation

/// Why a message did not arrive.
public enum DeliveryError: Error, Equatable {
    /// The host was not reached: no fault of the message, and no other message need try.
    ///
    /// - Parameter status: A code of the channel for the kind of failure.
    case unreachable(status: String, reason: String)
    /// The host refused this message; another time it may not.
    ///
    /// - Parameter after: Seconds until the next try, where the host said something of that; nil to follow the
    ///   channel's schedule.
    case refused(reason: String, after: TimeInterval? = nil)
    /// The host answered that it will never take this message.
    case rejected(reason: String)
    /// This pod failed before the host was asked: says nothing of that, and is no try.
    case prevented(reason: String)
    /// This pod itself stopped it: says nothing of the host, nor of the message.
    case interrupted
    /// No use in trying; the host was not asked.
    case abandoned(reason: String)
}
