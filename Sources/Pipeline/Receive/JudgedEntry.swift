internal import Diaspora
internal import Store

/// A message from the inbox and whether it is believed.
struct JudgedEntry: Sendable {
    enum Outcome: Sendable {
        case verified(VerifiedMessage)
        case failed(ReceiveFailure, MessageClaim)
        /// Nobody here has anything to do with it, or what it belongs to was deleted.
        case dropped(DroppedMessages.Reason, by: DiasporaID)
    }

    let entry: InboxEntry
    let outcome: Outcome
}
