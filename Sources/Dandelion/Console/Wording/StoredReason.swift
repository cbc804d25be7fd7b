import Diaspora
import DomainErrors
import Federation

/// Reasons of rows as the command line shows them: worded, and with the command that helps.
enum StoredReason {
    static let unblocking = "; `dandelion pods unblock` ends that"

    /// Words the reason for which a draft was not published.
    static func ofDraft(_ reason: String) -> String {
        ErrorRecord(stored: reason).map(ErrorSentence.text) ?? reason
    }

    /// Names the command that helps with a message, which other pods have a part in.
    static func ofMessage(_ reason: String) -> String { reason + advice(for: reason) }

    /// Names the command that takes over the key and the GUID of a person whose pod was set up anew.
    static func renewal(_ hint: SenderHint, of id: DiasporaID) -> String {
        switch hint {
        case .otherKey:
            "; if their pod was set up anew, `dandelion federation fetch \(id) --anew`"
        case .otherGUID:
            "; if it was set up anew, `dandelion federation fetch \(id) --anew` takes it over"
        }
    }

    /// Reasons that older versions stored go on with the advice, so no advice follows them.
    private static func advice(for reason: String) -> String {
        if reason.hasSuffix(FetchError.blockedReason) { return unblocking }
        for hint in SenderHint.allCases {
            if let id = hint.sender(in: reason) { return renewal(hint, of: id) }
        }
        return ""
    }
}
