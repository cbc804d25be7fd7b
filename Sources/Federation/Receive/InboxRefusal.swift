/// Why a request is not taken.
public enum InboxRefusal: Error, Equatable {
    /// There is no person of that GUID here.
    case unknownRecipient
    /// It says that it is from a pod that is blocked: 403.
    case blocked
    /// Everything that may wait waits: 503.
    case full
    /// The address has its share: 429.
    case tooMuchOfOne
}
