internal import Diaspora
internal import Store

/// A message from the inbox and whether it is believed.
struct JudgedEntry: Sendable {
    enum Outcome: Sendable {
        case verified(VerifiedMessage)
        case failed(ReceiveFailure, MessageClaim)
        /// Nobody here has anything to do with it, or what it belongs to was deleted.
        case dropped(DroppedMessages.Reason, by: DiasporaID)
        /// The podmin wants nothing of that pod.
        case blocked(PodName)
    }

    let entry: InboxEntry
    let outcome: Outcome
}
