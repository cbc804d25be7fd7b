internal import Foundation
internal import Store

/// When something is tried again. Spec: diaspora* federation protocol, 2.13.
enum RetrySchedule {
    /// How long a message is tried.
    static let sendingTime: TimeInterval = 30 * 86_400
    /// Seconds that nothing waits longer for another try.
    static let longestDelay: TimeInterval = 86_400

    /// Seconds until the next try: about the fourth power of the number of tries, then daily.
    ///
    /// - Parameters:
    ///   - attempt: The tries so far, from 1.
    ///   - jitter: 0 to 29, so that not all come at once.
    static func delay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval {
        let base = Double(attempt + 3)
        return min(base * base * base * base + Double(jitter * (attempt + 1)), longestDelay)
    }

    /// Seconds until something received is tried again; nil if it is not, and kept for the podmin.
    ///
    /// A sender who is not there is asked for once more, when a pod that was being mended will be back. What a
    /// stranger refers to is tried twice, as it may have been overtaken. What the database fails on is tried three times, as
    /// each try fails all that is stored together with it; everything else ten times over a few hours, first
    /// after a second, as the cause is often gone by then.
    static func receiveDelay(
        of failure: ReceiveFailure, standing: MessageClaim.Standing, afterAttempt attempt: Int,
        jitter: Int
    ) -> TimeInterval? {
        let base = Double(attempt)
        let delay = min(base * base * base * base + Double(jitter % 5), longestDelay)
        switch failure {
        case .refused: return nil
        case .later, .overloaded: return attempt < 10 ? delay : nil
        case .missing: return attempt < (standing == .added ? 10 : 2) ? delay : nil
        case .notThere: return attempt < 2 ? 3_600 + Double(jitter * 60) : nil
        case .unstorable: return attempt < 3 ? Double(attempt * attempt) * 60 : nil
        }
    }
}
