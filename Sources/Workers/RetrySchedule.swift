public import Foundation

/// The times of retries. Spec: diaspora* federation protocol, 2.13.
public enum RetrySchedule {
    /// The time for which sending a message is retried, in seconds.
    public static let sendingTime: TimeInterval = 30 * 86_400
    /// The longest delay until a retry, in seconds.
    public static let longestDelay: TimeInterval = 86_400
    /// The delay until signing a payload is retried, in seconds.
    public static let signingPause: TimeInterval = 300

    /// Returns the seconds until the next try: about the fourth power of the number of tries, then
    /// daily.
    ///
    /// - Parameters:
    ///   - attempt: The tries so far, from 1.
    ///   - jitter: 0 to 29, so that not all come at once.
    public static func delay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval {
        let base = Double(attempt + 3)
        return min(base * base * base * base + Double(jitter * (attempt + 1)), longestDelay)
    }
}
