public import DomainErrors
internal import Escaping
public import Transport

/// The reason why a document of another pod could not be fetched.
public enum FetchError: DomainError {
    case transport(TransportError)
    /// A response of 404 or 410: the pod says that there is no such thing.
    case notThere
    case status(Int)
    /// A blocked pod, to which no request was sent.
    case blocked
    /// The failure of this pod to look up whether the other pod is blocked.
    case unknown(String)
    /// A redirect to another host for a document that only the pod itself can vouch for.
    case leftThePod(String)

    /// The end of every reason that is stored because a pod is blocked.
    public static let blockedReason = "its pod is blocked here"

    /// Whether it says nothing of the other pod, as this one had no room to ask.
    var isOverload: Bool { self == .transport(.overloaded) }

    /// A short text for the log and for stored reasons.
    public var description: String {
        switch self {
        case .transport(let error): error.description
        case .notThere: "the other pod says that it is not there"
        case .leftThePod(let url): "the other pod sent us away to \(foreign: url)"
        case .blocked: Self.blockedReason
        case .unknown(let reason): reason
        case .status(let status): "the other pod answered \(status)"
        }
    }
}
