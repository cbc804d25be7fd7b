public import Diaspora
public import DomainErrors

/// The reason why a person could not be found.
public enum DirectoryError: DomainError {
    /// A person unknown to the pod that the ID names.
    case notThere(DiasporaID)
    case unreachable(DiasporaID, FetchError)
    case notBelieved(DiasporaID, DiscoveryError)
    /// A person whose pod gives the GUID of somebody else.
    case takenGUID(DiasporaID)
    /// A person whose pod gives another GUID than the one stored here.
    case otherGUID(DiasporaID)
    case unreadable(DiasporaID)
    /// A person whose pod is blocked here.
    case blocked(DiasporaID)

    /// Whether asking again may help.
    var isTransient: Bool { if case .unreachable = self { true } else { false } }

    /// Whether it says nothing of the person's pod, as this one had no room to ask.
    var isOverload: Bool {
        if case .unreachable(_, let error) = self { error.isOverload } else { false }
    }

    /// A short text for the log and for stored reasons.
    public var description: String {
        switch self {
        case .notThere(let id): "there is no \(id): their pod says so"
        case .unreachable(let id, let error): "\(id) could not be looked up: \(error)"
        case .notBelieved(let id, let error): "what the pod of \(id) says is not believed: \(error)"
        case .takenGUID(let id): "the pod of \(id) names a GUID that belongs to somebody else"
        case .otherGUID(let id): SenderHint.otherGUID.text(id)
        case .blocked(let id): "\(id) is not asked for: \(FetchError.blocked)"
        case .unreadable(let id): "what the pod of \(id) says cannot be read"
        }
    }
}
