internal import Diaspora

extension Entity {
    /// Whether it is read and verified, and then nothing is done with it: events, which the reference
    /// does not know beyond their form (protocol, 2.23, point 16).
    var isPassedOver: Bool {
        switch self {
        case .event, .eventParticipation: true
        default: false
        }
    }
}
