internal import Diaspora
internal import Store

/// A message from the inbox and whether it is believed.
struct JudgedEntry: Sendable {
    enum Outcome: Sendable {
        case verified(VerifiedMessage)
        case failed(ReceiveFailure)
        /// Nobody here has anything to do with it.
        case dropped(DroppedMessages.Reason, by: DiasporaID)
    }

    let entry: InboxEntry
    let outcome: Outcome

    /// Of what will be here once it is stored.
    var guid: GUID? {
        if case .verified(let message) = outcome { message.entity.guid } else { nil }
    }
}
