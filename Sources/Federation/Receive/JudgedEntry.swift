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

        /// What the message says of itself, as far as it was read.
        var claim: MessageClaim {
            switch self {
            case .verified(let message): MessageClaim(message)
            case .failed(_, let claim): claim
            case .dropped(_, let sender): MessageClaim(sender: sender.description)
            case .blocked: MessageClaim()
            }
        }
    }

    let entry: InboxEntry
    let outcome: Outcome
}
