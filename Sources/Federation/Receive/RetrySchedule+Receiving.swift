internal import Foundation
internal import Store
internal import Workers

extension RetrySchedule {
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
