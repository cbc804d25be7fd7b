internal import Foundation

/// When something is tried again. Spec: diaspora* federation protocol, 2.13.
enum RetrySchedule {
    /// Tries of something received, before it is kept for the podmin.
    static let receiveAttempts = 10
    /// How long a message is tried.
    static let sendingTime: TimeInterval = 30 * 86_400

    /// Seconds until the next try: about the fourth power of the number of tries, then daily.
    ///
    /// - Parameters:
    ///   - attempt: The tries so far, from 1.
    ///   - jitter: 0 to 29, so that not all come at once.
    static func delay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval {
        let base = Double(attempt + 3)
        return min(base * base * base * base + Double(jitter * (attempt + 1)), 86_400)
    }

    /// The same for what came in, whose cause is often gone within seconds.
    static func receiveDelay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval {
        let base = Double(attempt)
        return min(base * base * base * base + Double(jitter % 5), 86_400)
    }
}
