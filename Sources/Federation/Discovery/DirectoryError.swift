public import Diaspora
public import DomainErrors

/// The reason why a person could not be found.
public enum DirectoryError: DomainError {
    /// The pod says that there is nobody of that ID.
    case notThere(DiasporaID)
    case unreachable(DiasporaID, FetchError)
    case notBelieved(DiasporaID, DiscoveryError)
    /// The pod names a GUID that belongs to somebody else.
    case takenGUID(DiasporaID)
    /// The pod names another GUID than the one that is known here.
    case otherGUID(DiasporaID)
    case unreadable(DiasporaID)
    /// The podmin wants nothing of the person's pod.
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
