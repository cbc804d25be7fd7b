/// The inbox at which a message arrived.
public enum Route: Hashable, Sendable {
    /// `/receive/public`: the body is an envelope for everybody of the pod.
    case everyone
    /// `/receive/users/GUID`: the body was encrypted for one person.
    case person
}
